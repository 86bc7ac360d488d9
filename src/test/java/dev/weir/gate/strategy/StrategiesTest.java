package dev.weir.gate.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StrategiesTest {

  @Test
  void namesAreAsSettingsHaveThem() {
    assertThat(Strategies.names(), hasItems("none", "wait-then-shed", "codel"));
  }

  @Test
  void aNameThatIsNoneIsRefusedWithThoseThatThereAre() {
    GateLimits limits = new GateLimits(1, 1, Duration.ZERO);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Strategies.create("wait", limits, GateObserver.NONE, System::nanoTime).close());
    assertThat(
        String.valueOf(refused.getMessage()), containsString("no strategy wait; there is [none"));
  }
}
