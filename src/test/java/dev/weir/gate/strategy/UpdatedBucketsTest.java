package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.GateLimits;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates that become a bucket while they are open, or were one, with a clock moved by hand. */
class UpdatedBucketsTest {

  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final double PER_HOUR = 1.0 / 3_600;
  private static final Duration AGES = FOREVER.multipliedBy(1_000);

  private final AtomicLong clock = new AtomicLong();
  private final List<Visitor> visitors = new ArrayList<>();
  private GateHarness harness = new GateHarness(new None(), limits(1, 0), clock::get);

  private static GateLimits limits(int permits, int room) {
    return new GateLimits(permits, room, AGES);
  }

  private static Strategy counting(int permits) {
    return new WaitThenShed(limits(permits, 8), false);
  }

  private static Strategy leaky(double perHour) {
    return new LeakyBucket(perHour * PER_HOUR, 8, AGES);
  }

  private static Strategy tokens(double perHour, int burst) {
    return new TokenBucket(perHour * PER_HOUR, burst);
  }

  private void open(Strategy strategy) {
    harness = new GateHarness(strategy, limits(1, 8), clock::get);
  }

  private void update(Strategy strategy) {
    ((UpdatableGate) harness.gate).update(strategy);
  }

  private void enter(int count) {
    for (int i = 0; i < count; i++) {
      harness.held.add(harness.enterAndGetPermit());
    }
  }

  private List<Visitor> park(int count) {
    List<Visitor> line = harness.park(count);
    visitors.addAll(line);
    return line;
  }

  private void letIn(Visitor visitor) {
    harness.held.add(visitor.permit());
  }

  private static void assertStillWaits(Visitor visitor) {
    assertThat(visitor.admission().isDone(), is(false));
  }

  /** The thread of the first in line looks at the clock. */
  private void pass(long nanos, Visitor first) {
    clock.addAndGet(nanos);
    LockSupport.unpark(first.thread());
  }

  @AfterEach
  void theLawHolds() {
    harness.gate.close();
    visitors.forEach(Visitor::decided);
    harness.assertAtRest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"token-bucket", "leaky-bucket"})
  void thoseThatABucketLetInAreASurplusUntilEnoughHaveComeBack(String bucket) {
    open(bucket.equals("token-bucket") ? tokens(1, 5) : leaky(1));
    for (int i = 0; i < 5; i++) {
      enter(1);
      clock.addAndGet(HOUR_NANOS);
    }
    update(counting(4));
    assertThat(harness.gate.levels().surplus(), is(1));
    Visitor visitor = park(1).getFirst();
    harness.releaseOne();
    assertStillWaits(visitor);
    harness.releaseOne();
    letIn(visitor);
    harness.assertInside(4);
  }

  @Test
  void thoseThatWaitForPermitsEnterALeakyBucketOneAStep() {
    open(counting(1));
    harness.fill();
    List<Visitor> line = park(3);
    update(leaky(1));
    letIn(line.get(0));
    assertStillWaits(line.get(1));
    pass(HOUR_NANOS, line.get(1));
    letIn(line.get(1));
    assertStillWaits(line.get(2));
    pass(HOUR_NANOS, line.get(2));
    letIn(line.get(2));
    harness.assertInside(4);
  }

  @Test
  void thoseThatWaitForTheirTurnWaitForPermitsAfterwardsInOrder() {
    open(leaky(1));
    enter(1);
    List<Visitor> line = park(3);
    update(counting(2));
    letIn(line.get(0));
    pass(HOUR_NANOS, line.get(1));
    assertStillWaits(line.get(1));
    harness.releaseOne();
    letIn(line.get(1));
    assertStillWaits(line.get(2));
  }

  @Test
  void aTokenBucketLetsInAsManyAsItHasTokensAndShedsTheOthers() {
    open(counting(1));
    harness.fill();
    List<Visitor> line = park(4);
    update(tokens(1, 2));
    letIn(line.get(0));
    letIn(line.get(1));
    assertThat(
        line.subList(2, 4).stream().map(Visitor::shedFor).toList(),
        everyItem(is(ShedReason.ROOM_FULL)));
    assertThat(harness.enterAndBeShed(), is(ShedReason.RATE_EXCEEDED));
  }

  @Test
  void tokensThatWereTakenStaySoAtAnotherRate() {
    open(tokens(1, 3));
    enter(3);
    update(tokens(60, 3));
    assertThat(harness.enterAndBeShed(), is(ShedReason.RATE_EXCEEDED));
    clock.addAndGet(HOUR_NANOS / 60);
    enter(1);
    assertThat(harness.enterAndBeShed(), is(ShedReason.RATE_EXCEEDED));
  }

  @Test
  void aFasterRateBringsTheTurnNearer() {
    open(leaky(1));
    enter(1);
    List<Visitor> line = park(2);
    update(leaky(4));
    assertStillWaits(line.get(0));
    pass(HOUR_NANOS / 4, line.get(0));
    letIn(line.get(0));
    assertStillWaits(line.get(1));
  }

  @Test
  void aSlowerRateMovesTheTurnAwayAndTheLongestWaitStays() {
    open(new LeakyBucket(PER_HOUR, 8, Duration.ofHours(2)));
    enter(1);
    List<Visitor> line = park(2);
    update(leaky(0.5));
    pass(HOUR_NANOS, line.get(0));
    assertStillWaits(line.get(0));
    pass(HOUR_NANOS, line.get(0));
    letIn(line.get(0));
    LockSupport.unpark(line.get(1).thread());
    assertThat(line.get(1).shedFor(), is(ShedReason.WAIT_TIMEOUT));
  }

  @Test
  void thoseThatWaitKeepTheirMomentAtABucket() {
    open(new WaitThenShed(new GateLimits(1, 8, Duration.ofHours(1)), false));
    harness.fill();
    List<Visitor> line = park(2);
    update(leaky(0.5));
    letIn(line.get(0));
    pass(HOUR_NANOS, line.get(1));
    assertThat(line.get(1).shedFor(), is(ShedReason.WAIT_TIMEOUT));
    assertThat(harness.gate.levels().waiting(), is(0));
    assertThat(
        harness.visit(SOMEBODY.withDeadline(clock.get())).shedFor(), is(ShedReason.DEADLINE));
  }
}
