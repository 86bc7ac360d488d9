package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateLimits;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clocks that are out of order: one that stands still, one that leaps because the whole process was
 * stopped, and one that passes {@link Long#MAX_VALUE}, which {@link System#nanoTime()} may do at
 * any time. No permit is lost, and no arrival is shed for it that came after it.
 */
class ClockJumpsTest {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
  private static final Duration LEAP = Duration.ofHours(1);
  private static final Duration HELD = Duration.ofMillis(10);
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final GateLimits LIMITS = new GateLimits(1, 2, LONG_ENOUGH);

  private final AtomicLong clock = new AtomicLong();
  private GateHarness harness = gate("none");

  static Stream<String> withLine() {
    return GateContractTest.withPermitsAndLine();
  }

  static List<String> buckets() {
    return List.of("token-bucket", "leaky-bucket");
  }

  private GateHarness gate(String strategy) {
    return new GateHarness(GateContractTest.steady(strategy, LIMITS, 10), LIMITS, clock::get);
  }

  private void open(String strategy, long startNanos) {
    clock.set(startNanos);
    harness = gate(strategy);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private Arrival inAHurry() {
    return SOMEBODY.withDeadline(clock.get() + DEADLINE.toNanos());
  }

  /** The permit is held for a while; two wait for it, and each gets it in turn. */
  private void twoWaitAndEnter() {
    harness.fill();
    List<Visitor> waiting = List.of(harness.park(inAHurry()), harness.park());
    for (Visitor visitor : waiting) {
      pass(HELD);
      harness.releaseOne();
      harness.held.add(visitor.permit());
    }
    pass(HELD);
    harness.releaseOne();
    harness.assertInside(0);
  }

  @AfterEach
  void theLawHolds() {
    harness.assertAtRest();
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void whileItStandsStillPermitsAreHandedOver(String strategy) {
    open(strategy, 5);
    for (int i = 0; i < 20; i++) {
      harness.fill();
      List<Visitor> waiting = harness.park(2);
      for (Visitor visitor : waiting) {
        harness.releaseOne();
        harness.held.add(visitor.permit());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void afterALeapNewcomersWaitAndEnterAsBefore(String strategy) {
    open(strategy, 5);
    twoWaitAndEnter();
    harness.fill();
    Visitor waiting = harness.park();
    pass(LEAP);
    harness.releaseOne();
    if (waiting.decided() instanceof Admitted late) {
      late.permit().close();
    }
    twoWaitAndEnter();
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void aClockThatBeginsAnewChangesNothing(String strategy) {
    open(strategy, Long.MAX_VALUE - 3 * HELD.toNanos() / 2);
    twoWaitAndEnter();
    assertThat("it began anew", clock.get() < 0, is(true));
    twoWaitAndEnter();
  }

  @ParameterizedTest
  @MethodSource("buckets")
  void aBucketLetsNewcomersInAfterALeapAndWhereItBeginsAnew(String strategy) {
    open(strategy, Long.MAX_VALUE - LEAP.toNanos() - HELD.toNanos());
    harness.enterAndGetPermit().close();
    pass(LEAP);
    harness.enterAndGetPermit().close();
    pass(Duration.ofMillis(100));
    assertThat("it began anew", clock.get() < 0, is(true));
    harness.enterAndGetPermit().close();
  }
}
