package dev.weir.gate.strategy;

import static dev.weir.gate.CallResult.CANCELLED;
import static dev.weir.gate.CallResult.OVERLOAD;
import static dev.weir.gate.CallResult.SUCCESS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Permit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the gate tells the finder of its limit, with calls that usually take ten milliseconds. */
class AdaptiveGateTest {

  private static final int ENOUGH_FOR_A_WINDOW = 10;
  private static final Duration QUICK = Duration.ofMillis(10);
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final AtomicLong clock = new AtomicLong(Duration.ofHours(1).toNanos());
  private final GateHarness harness = harness(2);

  private GateHarness harness(int permits) {
    return new GateHarness("adaptive", new GateLimits(permits, 0, Duration.ZERO), clock::get);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private int permits() {
    return harness.gate.levels().limits().permits();
  }

  private int permitsAfter(Consumer<Permit> call) {
    calls(permit -> pass(QUICK));
    calls(call);
    harness.assertAtRest();
    return permits();
  }

  private void calls(Consumer<Permit> call) {
    for (int i = 0; i < ENOUGH_FOR_A_WINDOW; i++) {
      Permit permit = harness.enterAndGetPermit();
      call.accept(permit);
      permit.close();
    }
  }

  @Test
  void callsThatTakeLongerMakeThePermitsFewer() {
    assertThat(permitsAfter(permit -> pass(SLOW)), is(1));
  }

  @Test
  void whatCountsIsTheTimeUntilTheCallEnded() {
    assertThat(
        permitsAfter(
            permit -> {
              pass(QUICK);
              permit.callEnded(SUCCESS);
              pass(SLOW);
            }),
        is(2));
  }

  @Test
  void anOverloadOfTheBackendMakesThePermitsFewer() {
    assertThat(
        permitsAfter(
            permit -> {
              pass(QUICK);
              permit.callEnded(OVERLOAD);
            }),
        is(1));
  }

  @Test
  void onlyTheFirstEndingOfACallCounts() {
    assertThat(
        permitsAfter(
            permit -> {
              pass(QUICK);
              permit.callEnded(SUCCESS);
              permit.callEnded(OVERLOAD);
            }),
        is(2));
  }

  @Test
  void callsThatWereCutSoonChangeNothing() {
    assertThat(permitsAfter(permit -> permit.callEnded(CANCELLED)), is(2));
  }

  @Test
  void opensNoMoreThanTwentyPermitsUntilTheyAreUsed() {
    assertThat(harness(400).gate.levels().limits().permits(), is(20));
  }
}
