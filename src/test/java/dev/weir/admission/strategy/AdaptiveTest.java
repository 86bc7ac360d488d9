package dev.weir.admission.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;

import dev.weir.admission.GateLimits;
import dev.weir.admission.Permit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the gate tells the finder of its limit; a call is slow beyond five seconds. */
class AdaptiveTest {

  private static final int PERMITS = 10;
  private static final int ENOUGH_FOR_A_WINDOW = 20;
  private static final Duration SLOW = Duration.ofSeconds(5);

  private final AtomicLong clock = new AtomicLong(Duration.ofHours(1).toNanos());
  private final GateHarness harness =
      new GateHarness(
          "adaptive",
          new Tuning(
              false,
              Tuning.DEFAULT.tokenBucket(),
              Tuning.DEFAULT.leakyBucket(),
              Tuning.DEFAULT.shares(),
              new Tuning.Adaptive(Tuning.Algorithm.AIMD, 1, 100, SLOW),
              Tuning.DEFAULT.codel()),
          new GateLimits(PERMITS, 0, Duration.ZERO),
          clock::get);

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private int permitsAfter(Consumer<Permit> call) {
    for (int i = 0; i < ENOUGH_FOR_A_WINDOW; i++) {
      Permit permit = harness.enterAndGetPermit();
      call.accept(permit);
      permit.close();
    }
    harness.assertAtRest();
    return harness.gate.levels().limits().permits();
  }

  @Test
  void callsThatAreSlowMakeThePermitsFewer() {
    assertThat(permitsAfter(permit -> pass(SLOW.plusNanos(1))), lessThan(PERMITS));
  }

  @Test
  void callsThatAreJustNotSlowDoNot() {
    assertThat(permitsAfter(permit -> pass(SLOW)), greaterThanOrEqualTo(PERMITS));
  }

  @Test
  void callsThatFailMakeThePermitsFewer() {
    assertThat(
        permitsAfter(
            permit -> {
              pass(Duration.ofMillis(10));
              permit.backendFailed();
            }),
        lessThan(PERMITS));
  }

  @Test
  void whatCountsIsTheTimeUntilTheBackendFirstAnswered() {
    assertThat(
        permitsAfter(
            permit -> {
              permit.backendAnswered();
              pass(SLOW.multipliedBy(2));
              permit.backendAnswered();
            }),
        greaterThanOrEqualTo(PERMITS));
  }
}
