package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static dev.weir.gate.strategy.GateHarness.shedReason;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import dev.weir.gate.queue.Unsettled;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** The two buckets, ten a second, with a clock that is moved by hand. */
class BucketsTest {

  private final AtomicLong clock = new AtomicLong(-5);

  private GateHarness tokenBucket() {
    return new GateHarness(new TokenBucket(10, 3), new GateLimits(1, 0, FOREVER), clock::get);
  }

  private GateHarness leakyBucket(int room, Duration maxWait) {
    return leakyBucket(room, maxWait, clock::get);
  }

  private static GateHarness leakyBucket(int room, Duration maxWait, LongSupplier nanoTime) {
    LeakyBucket ten = new LeakyBucket(10, room, maxWait);
    return new GateHarness(ten, new GateLimits(1, room, maxWait), nanoTime);
  }

  private void pass(long millis) {
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static int admitted(GateHarness harness, int arrivals) {
    int admitted = 0;
    for (int i = 0; i < arrivals; i++) {
      if (harness.enter() instanceof Admitted one) {
        admitted++;
        one.permit().close();
      }
    }
    return admitted;
  }

  @Test
  void aBurstTakesAllTokensAndTheRestIsShedForTheRate() {
    GateHarness harness = tokenBucket();
    assertThat(admitted(harness, 10), is(3));
    assertThat(harness.enterAndBeShed(), is(ShedReason.RATE_EXCEEDED));
    harness.assertAtRest();
  }

  @Test
  void aClosedTokenBucketSaysSoWhetherOrNotThereAreTokens() {
    GateHarness harness = tokenBucket();
    assertThat(admitted(harness, 10), is(3));
    harness.gate.close();
    assertThat(harness.enterAndBeShed(), is(ShedReason.CLOSING));
  }

  @Test
  void noTokenIsSpentOnAnArrivalThatComesTooLate() {
    GateHarness harness = tokenBucket();
    for (int i = 0; i < 10; i++) {
      var late = harness.enter(SOMEBODY.withDeadline(clock.get() - 1));
      assertThat(shedReason(late), is(ShedReason.DEADLINE));
    }
    assertThat(admitted(harness, 10), is(3));
  }

  @Test
  void anArrivalThatReadTheClockBeforeAnotherFindsItsToken() {
    GateHarness harness = tokenBucket();
    assertThat(admitted(harness, 1), is(1));
    clock.decrementAndGet();
    assertThat(admitted(harness, 10), is(2));
  }

  @Test
  void tokensComeBackEvenlyAndUpToTheBurst() {
    GateHarness harness = tokenBucket();
    assertThat(admitted(harness, 10), is(3));
    pass(100);
    assertThat(admitted(harness, 10), is(1));
    pass(199);
    assertThat(admitted(harness, 10), is(1));
    pass(60_000);
    assertThat(admitted(harness, 10), is(3));
  }

  @Test
  void aTokenBucketDoesNotCareHowManyAreInside() {
    GateHarness harness = tokenBucket();
    for (int i = 0; i < 20; i++) {
      harness.held.add(harness.enterAndGetPermit());
      pass(100);
    }
    harness.assertInside(20);
    harness.assertAtRest();
  }

  @Test
  void oneAStepPassesALeakyBucketAtOnce() {
    GateHarness harness = leakyBucket(0, FOREVER);
    for (int i = 0; i < 20; i++) {
      assertThat(admitted(harness, 1), is(1));
      pass(100);
    }
  }

  @Test
  void anArrivalBeforeItsStepWaitsForIt() {
    GateHarness harness = leakyBucket(2, FOREVER);
    Permit first = harness.enterAndGetPermit();
    Visitor second = harness.park();
    Visitor third = harness.park();
    assertThat(harness.enterAndBeShed(), is(ShedReason.ROOM_FULL));
    pass(99);
    second.thread().interrupt();
    assertThat(second.shedFor(), is(ShedReason.INTERRUPTED));
    third.thread().interrupt();
    assertThat(third.shedFor(), is(ShedReason.INTERRUPTED));
    first.close();
    harness.assertAtRest();
  }

  @Test
  void aTurnThatIsGivenUpPassesToTheNextInLine() {
    GateHarness harness = leakyBucket(2, FOREVER);
    harness.held.add(harness.enterAndGetPermit());
    Visitor second = harness.park();
    Visitor third = harness.park();
    second.thread().interrupt();
    assertThat(second.shedFor(), is(ShedReason.INTERRUPTED));
    pass(100);
    LockSupport.unpark(third.thread());
    harness.held.add(third.permit());
    harness.assertAtRest();
  }

  @Test
  void aDelayBeyondMaxWaitIsShedForTheRateAtOnce() {
    GateHarness harness = leakyBucket(10, Duration.ofMillis(99));
    assertThat(admitted(harness, 1), is(1));
    assertThat(harness.enterAndBeShed(), is(ShedReason.RATE_EXCEEDED));
    pass(1);
    Visitor visitor = harness.park();
    visitor.thread().interrupt();
    assertThat(visitor.shedFor(), is(ShedReason.INTERRUPTED));
  }

  @Test
  void aDelayBeyondItsDeadlineIsShedForThatAndTakesNoStep() {
    GateHarness harness = leakyBucket(10, FOREVER);
    assertThat(admitted(harness, 1), is(1));
    var hasty = SOMEBODY.withDeadline(clock.get() + TimeUnit.MILLISECONDS.toNanos(50));
    assertThat(shedReason(harness.enter(hasty)), is(ShedReason.DEADLINE));
    pass(100);
    assertThat(harness.enter(), instanceOf(Admitted.class));
  }

  @Test
  void aWaiterWhoseTurnComesAsTheGateClosesDoesNotEnter() throws InterruptedException {
    long pace = TimeUnit.MILLISECONDS.toNanos(20);
    GateHarness harness = leakyBucket(1, FOREVER, () -> clock.getAndAdd(pace));
    harness.held.add(harness.enterAndGetPermit());
    AtomicReference<ShedReason> reason = new AtomicReference<>();
    Thread second = new Unsettled(() -> reason.set(harness.enterAndBeShed()), harness.gate::close);
    second.start();
    second.join();
    assertThat(reason.get(), is(ShedReason.CLOSING));
    harness.assertInside(1);
    harness.assertAtRest();
  }

  @Test
  void timeWithoutArrivalsIsNotSavedUp() {
    GateHarness harness = leakyBucket(0, FOREVER);
    pass(60_000);
    assertThat(admitted(harness, 2), is(1));
  }
}
