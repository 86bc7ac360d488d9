package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static dev.weir.gate.strategy.GateHarness.shedReason;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.GateLimits;
import dev.weir.gate.ShedReason;
import dev.weir.gate.queue.Unsettled;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The line of a leaky bucket behind an arrival that took the first turn. */
class LeakyBucketLineTest {

  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final long MILLI_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final AtomicLong clock = new AtomicLong(HOUR_NANOS);
  private GateHarness harness = bucket(HOUR_NANOS, 1);

  /** A bucket of which the first turn is taken; the others come a step after each other. */
  private GateHarness bucket(long stepNanos, int room) {
    double perSecond = 1e9 / stepNanos;
    LeakyBucket bucket = new LeakyBucket(perSecond, room, FOREVER.multipliedBy(100));
    GateLimits limits = new GateLimits(1, room, FOREVER);
    GateHarness made = new GateHarness(bucket, limits, clock::get);
    made.held.add(made.enterAndGetPermit());
    return made;
  }

  private void pass(long nanos) {
    clock.addAndGet(nanos);
  }

  @AfterEach
  void theLawHolds() {
    harness.assertAtRest();
  }

  @Test
  void aFirstInLineThatSleepsTooLongTakesNoPlaceFromANewcomer() {
    Visitor late = harness.park();
    pass(HOUR_NANOS + 1);
    Visitor newcomer = harness.visit(SOMEBODY);
    harness.held.add(late.permit());
    harness.gate.close();
    assertThat(newcomer.shedFor(), is(ShedReason.CLOSING));
  }

  @Test
  void theNextInLineWakesForItsTurn() {
    harness = bucket(MILLI_NANOS, 2);
    Visitor second = harness.park();
    Visitor third = harness.park();
    pass(MILLI_NANOS);
    harness.held.add(second.permit());
    pass(MILLI_NANOS);
    harness.held.add(third.permit());
  }

  @Test
  void theNextInLineWakesForATurnThatIsGivenUp() {
    harness = bucket(MILLI_NANOS, 2);
    Visitor second = harness.park();
    Visitor third = harness.park();
    second.thread().interrupt();
    assertThat(second.shedFor(), is(ShedReason.INTERRUPTED));
    pass(MILLI_NANOS);
    harness.held.add(third.permit());
  }

  @Test
  void aTurnThatComesJustBeforeItsWaiterGivesUpIsGivenBack() throws InterruptedException {
    AtomicReference<ShedReason> reason = new AtomicReference<>();
    Thread second =
        new Unsettled(
            () -> {
              Thread.currentThread().interrupt();
              reason.set(harness.enterAndBeShed());
            },
            () -> {
              pass(HOUR_NANOS);
              var other = harness.enter(SOMEBODY.withDeadline(clock.get() + 1));
              assertThat(shedReason(other), is(ShedReason.DEADLINE));
            });
    second.start();
    second.join();
    assertThat(reason.get(), is(ShedReason.INTERRUPTED));
    harness.assertInside(1);
  }
}
