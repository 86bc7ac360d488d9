package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static dev.weir.gate.strategy.GateHarness.shedReason;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitThenShedTest {

  private static final Arrival OBEDIENT = Arrival.from("obedient");

  private GateHarness harness = gate(1, 1, FOREVER);

  private GateHarness gate(int permits, int room, Duration maxWait) {
    return new GateHarness("wait-then-shed", permits, room, maxWait);
  }

  @AfterEach
  void theLawHolds() {
    harness.assertAtRest();
  }

  @RepeatedTest(50)
  void aStampedeFillsPermitsAndRoomExactlyAndShedsTheRest() {
    harness = gate(4, 8, FOREVER);
    List<Visitor> crowd = Stream.generate(() -> harness.visit(SOMEBODY)).limit(64).toList();
    harness.awaitWaiting(8);
    Eventually.until(
        () -> crowd.stream().filter(visitor -> visitor.admission().isDone()).count() == 56);
    List<Visitor> decided = crowd.stream().filter(v -> v.admission().isDone()).toList();
    List<Visitor> inside = decided.stream().filter(v -> v.decided() instanceof Admitted).toList();
    assertThat(inside.size(), is(4));
    assertThat(
        decided.stream().filter(v -> !inside.contains(v)).map(Visitor::shedFor).toList(),
        everyItem(is(ShedReason.ROOM_FULL)));
    // They need not stand in line in the order in which their threads were started, so each gives
    // its permit back by itself.
    List<CompletableFuture<Void>> gone =
        crowd.stream()
            .filter(visitor -> !decided.contains(visitor))
            .map(v -> v.admission().thenAccept(a -> ((Admitted) a).permit().close()))
            .toList();
    inside.forEach(visitor -> visitor.permit().close());
    gone.forEach(each -> each.orTimeout(30, SECONDS).join());
  }

  @Test
  void aNewcomerNeverOvertakesAWaiter() {
    harness = gate(1, 2, FOREVER).fill();
    for (int round = 0; round < 2_000; round++) {
      Visitor waiting = harness.park();
      harness.releaseOne();
      var newcomer = harness.enter(SOMEBODY.withDeadline(System.nanoTime() + 1));
      assertThat(shedReason(newcomer), is(ShedReason.DEADLINE));
      harness.held.add(waiting.permit());
    }
  }

  @Test
  void anArrivalThatCouldNotBeServedInTimeIsShedAtTheDoor() {
    AtomicLong clock = new AtomicLong();
    harness =
        new GateHarness("wait-then-shed", new GateLimits(1, 8, Duration.ofSeconds(4)), clock::get);
    harness.fill();
    clock.addAndGet(SECONDS.toNanos(1));
    harness.releaseOne();
    harness.fill();
    List<Visitor> inReach = harness.park(5);

    assertThat(harness.enterAndBeShed(), is(ShedReason.HOPELESS));

    inReach.forEach(
        visitor -> {
          harness.releaseOne();
          harness.held.add(visitor.permit());
        });
  }

  @Test
  void anIncidentThatIsOverShedsNothingOfTheNextBurst() {
    AtomicLong clock = new AtomicLong(HOURS.toNanos(1));
    harness =
        new GateHarness(
            "wait-then-shed", new GateLimits(16, 64, Duration.ofMillis(250)), clock::get);
    for (int round = 0; round < 7; round++) {
      callAllAtOnce(clock, SECONDS.toNanos(2));
    }
    for (int quiet = 0; quiet < 80; quiet++) {
      Permit permit = harness.enterAndGetPermit();
      clock.addAndGet(MILLISECONDS.toNanos(20));
      permit.close();
      clock.addAndGet(MILLISECONDS.toNanos(480));
    }

    harness.fill();
    List<Visitor> line = harness.park(64);

    line.forEach(
        visitor -> {
          harness.releaseOne();
          harness.held.add(visitor.permit());
        });
  }

  private void callAllAtOnce(AtomicLong clock, long nanos) {
    harness.fill();
    clock.addAndGet(nanos);
    while (!harness.held.isEmpty()) {
      harness.releaseOne();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait-then-shed", "adaptive"})
  void onlyAnArrivalWithMoreTimeThanACallTakesWaits(String strategy) {
    AtomicLong clock = new AtomicLong(HOURS.toNanos(1));
    harness = new GateHarness(strategy, new GateLimits(1, 8, FOREVER), clock::get);
    harness.fill();
    clock.addAndGet(SECONDS.toNanos(1));
    harness.releaseOne();
    harness.fill();

    var inAHurry = harness.enter(SOMEBODY.withDeadline(clock.get() + SECONDS.toNanos(1)));
    assertThat(shedReason(inAHurry), is(ShedReason.DEADLINE));

    Visitor patient = harness.park(SOMEBODY.withDeadline(clock.get() + SECONDS.toNanos(3)));
    harness.releaseOne();
    harness.held.add(patient.permit());
  }

  @Test
  void aGateWithLittleToDoDoesNotReadItsClock() {
    AtomicLong reads = new AtomicLong();
    harness =
        new GateHarness("wait-then-shed", new GateLimits(3, 8, FOREVER), reads::incrementAndGet);
    long before = reads.get();

    harness.enterAndGetPermit().close();

    assertThat(reads.get(), is(before));
  }

  @Test
  void aTimedOutWaiterNeverTakesAPermit() {
    harness = gate(1, 1, Duration.ofMillis(5)).fill();
    assertThat(harness.enterAndBeShed(), is(ShedReason.WAIT_TIMEOUT));
    harness.releaseOne();
    harness.assertInside(0);
    harness.held.add(harness.enterAndGetPermit());
  }

  @Test
  void aTimedOutWaiterGivesItsPlaceToTheNext() {
    harness = gate(1, 1, Duration.ofMillis(5)).fill();
    assertThat(harness.enterAndBeShed(), is(ShedReason.WAIT_TIMEOUT));
    assertThat(harness.enterAndBeShed(), is(ShedReason.WAIT_TIMEOUT));
  }

  @Test
  void aDeadlineLaterThanMaxWaitChangesNothing() {
    harness = gate(1, 1, Duration.ofMillis(5)).fill();
    var admission = harness.enter(SOMEBODY.withDeadline(System.nanoTime() + FOREVER.toNanos()));
    assertThat(shedReason(admission), is(ShedReason.WAIT_TIMEOUT));
  }

  @Test
  void aRoomOfZeroShedsAtOnce() {
    harness = gate(1, 0, FOREVER).fill();
    assertThat(harness.enterAndBeShed(), is(ShedReason.ROOM_FULL));
  }

  @Test
  void anArrivalThatIsShedAtTheDoorHasNotWaited() {
    AtomicLong clock = new AtomicLong();
    harness =
        new GateHarness("wait-then-shed", new GateLimits(1, 0, FOREVER), clock::incrementAndGet);
    harness.fill();
    assertThat(harness.enter().waitedNanos(), is(0L));
  }

  @Test
  void aMaxWaitOfZeroShedsAtOnce() {
    harness = gate(1, 1, Duration.ZERO).fill();
    assertThat(harness.enterAndBeShed(), is(ShedReason.WAIT_TIMEOUT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait-then-shed", "worker-pool", "adaptive"})
  void aCallerInItsTurnTakesThePlaceOfTheNewest(String strategy) {
    AtomicLong clock = new AtomicLong(HOURS.toNanos(1));
    harness = new GateHarness(strategy, new GateLimits(1, 2, FOREVER), clock::get);
    harness.fill();
    Visitor first = harness.park();
    Visitor second = harness.park();
    Shed shed = (Shed) harness.enter(OBEDIENT);

    clock.addAndGet(shed.retryAfter().toNanos());
    Visitor back = harness.visit(OBEDIENT);
    assertThat(second.shedFor(), is(ShedReason.PREEMPTED));
    assertThat(harness.gate.levels().waiting(), is(2));

    harness.releaseOne();
    harness.held.add(back.permit());
    harness.releaseOne();
    harness.held.add(first.permit());
  }

  @Test
  void aCallerThatComesBackBeforeItsTurnIsLikeAllOthers() {
    AtomicLong clock = new AtomicLong(HOURS.toNanos(1));
    harness = gateWithRoomForOne(clock);
    Visitor other = harness.park();
    Shed shed = (Shed) harness.enter(OBEDIENT);
    clock.addAndGet(shed.retryAfter().minusMillis(50).toNanos() - 1);
    assertThat(shedReason(harness.enter(OBEDIENT)), is(ShedReason.ROOM_FULL));
    harness.gate.close();
    assertThat(other.shedFor(), is(ShedReason.CLOSING));
  }

  @Test
  void aTurnGivesOnePlaceOnly() {
    AtomicLong clock = new AtomicLong(HOURS.toNanos(1));
    harness = gateWithRoomForOne(clock);
    Visitor other = harness.park();
    Shed shed = (Shed) harness.enter(OBEDIENT);
    clock.addAndGet(shed.retryAfter().toNanos());
    Visitor back = harness.visit(OBEDIENT);
    assertThat(other.shedFor(), is(ShedReason.PREEMPTED));
    harness.releaseOne();
    harness.held.add(back.permit());
    Visitor waiting = harness.park();
    assertThat(shedReason(harness.enter(OBEDIENT)), is(ShedReason.ROOM_FULL));
    harness.gate.close();
    assertThat(waiting.shedFor(), is(ShedReason.CLOSING));
  }

  @Test
  void aRoomFullOfCallersInTheirTurnIsFull() {
    AtomicLong clock = new AtomicLong(HOURS.toNanos(1));
    harness = gateWithRoomForOne(clock);
    Visitor other = harness.park();
    Shed first = (Shed) harness.enter(OBEDIENT);
    Shed second = (Shed) harness.enter(OBEDIENT);
    clock.addAndGet(Math.max(first.retryAfter().toNanos(), second.retryAfter().toNanos()));
    Visitor back = harness.visit(OBEDIENT);
    assertThat(other.shedFor(), is(ShedReason.PREEMPTED));
    assertThat(shedReason(harness.enter(OBEDIENT)), is(ShedReason.ROOM_FULL));
    harness.releaseOne();
    harness.held.add(back.permit());
  }

  private static GateHarness gateWithRoomForOne(AtomicLong clock) {
    GateLimits limits = new GateLimits(1, 1, FOREVER);
    return new GateHarness("wait-then-shed", limits, clock::get).fill();
  }
}
