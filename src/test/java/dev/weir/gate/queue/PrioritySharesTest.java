package dev.weir.gate.queue;

import static dev.weir.gate.Arrival.Priority.CRITICAL;
import static dev.weir.gate.Arrival.Priority.LOW;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PrioritySharesTest {

  @Test
  void aShareOfOnePlaceTakesNoOther() {
    PriorityShares shares = new PriorityShares(Map.of(CRITICAL, 0.5, LOW, 0.1), 0);
    assertThat(shares.places(2, CRITICAL), is(1));
    assertThat(shares.places(2, LOW), is(1));
  }

  @Test
  void noMorePlacesAreGuaranteedThanThereAre() {
    PriorityShares shares = new PriorityShares(Map.of(CRITICAL, 0.6, LOW, 0.2), 0);
    assertThat(shares.places(1, CRITICAL), is(1));
    assertThat(shares.places(1, LOW), is(0));
  }
}
