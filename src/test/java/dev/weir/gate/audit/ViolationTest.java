package dev.weir.gate.audit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class ViolationTest {

  @Test
  void itsLabelIsItsNameInLowerCase() {
    assertThat(Violation.PERMIT_LOST.label(), is("permit_lost"));
  }
}
