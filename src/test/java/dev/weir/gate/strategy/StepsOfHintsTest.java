package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission.Shed;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that are shed together come back one by one, as fast as the gate can admit them. */
class StepsOfHintsTest {

  private static final Duration STEP = Duration.ofMillis(100);
  private static final double STEPS_PER_SECOND = 10;

  private final AtomicLong clock = new AtomicLong(TimeUnit.HOURS.toNanos(1));

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static List<Duration> hints(GateHarness harness, int count) {
    return Stream.generate(() -> ((Shed) harness.enter()).retryAfter()).limit(count).toList();
  }

  private static void assertStepByStep(GateHarness harness) {
    List<Duration> hints = hints(harness, 3);
    Duration first = hints.getFirst();
    assertThat(hints, contains(first, first.plus(STEP), first.plus(STEP.multipliedBy(2))));
  }

  private GateHarness harness(Strategy strategy, int permits, int room) {
    return new GateHarness(strategy, new GateLimits(permits, room, FOREVER), clock::get);
  }

  @Test
  void theStepOfATokenBucketIsThatOfItsRate() {
    GateHarness harness = harness(new TokenBucket(STEPS_PER_SECOND, 1), 1, 0);
    harness.enterAndGetPermit().close();
    assertStepByStep(harness);
  }

  @Test
  void theStepOfALeakyBucketIsThatOfItsRate() {
    GateHarness harness = harness(new LeakyBucket(STEPS_PER_SECOND, 0, FOREVER), 1, 0);
    harness.enterAndGetPermit().close();
    assertStepByStep(harness);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait-then-shed", "reject", "demand", "priority", "codel"})
  void twoPermitsComeBackTwiceAsOftenAsOne(String strategy) {
    GateLimits limits = new GateLimits(2, 0, FOREVER);
    GateHarness harness = harness(UsualStrategies.named(strategy, limits), 2, 0);
    for (int i = 0; i < 10; i++) {
      harness.fill();
      pass(STEP.multipliedBy(2));
      harness.releaseOne();
      harness.releaseOne();
    }
    harness.fill();
    assertStepByStep(harness);
    harness.assertAtRest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait-then-shed", "demand"})
  void theTimeInLineIsNoneOfTheTimeThatAPermitIsHeld(String strategy) {
    GateLimits limits = new GateLimits(1, 1, FOREVER);
    GateHarness harness = harness(UsualStrategies.named(strategy, limits), 1, 1).fill();
    for (int i = 0; i < 12; i++) {
      Visitor next = harness.park();
      pass(STEP);
      harness.releaseOne();
      harness.held.add(next.permit());
    }
    Visitor waiting = harness.park();
    assertStepByStep(harness);
    harness.releaseOne();
    harness.held.add(waiting.permit());
    harness.assertAtRest();
  }

  @Test
  void turnsBeyondTheLongestAreSpread() {
    GateHarness harness = harness(new LeakyBucket(1, 0, FOREVER), 1, 0);
    harness.enterAndGetPermit().close();
    List<Duration> hints = hints(harness, 60);
    assertThat(hints.stream().skip(30).distinct().count(), is(greaterThan(1L)));
  }

  @Test
  void aTurnIsCountedFromTheEndOfTheWait() {
    List<Long> missedNanos = new ArrayList<>();
    GateObserver observer =
        new GateObserver() {
          @Override
          public void retryAfterMissed(long nanos) {
            missedNanos.add(nanos);
          }
        };
    DecisionReporter decisions = new DecisionReporter(observer, clock::get, now -> 0);
    TimedArrival arrived = decisions.arrived(SOMEBODY, clock.get());
    Duration waited = Duration.ofSeconds(10);
    Shed shed = decisions.shed(arrived, ShedReason.WAIT_TIMEOUT, waited.toNanos(), 0);
    pass(waited.plus(shed.retryAfter()));
    Permit permit = () -> {};
    decisions.admittedAtOnce(SOMEBODY, permit);
    assertThat(missedNanos, contains(0L));
  }
}
