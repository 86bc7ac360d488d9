package dev.weir.gate.strategy;

import static dev.weir.gate.Arrival.Priority.CRITICAL;
import static dev.weir.gate.Arrival.Priority.LOW;
import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.shedReason;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Permit;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.queue.QueueingSemaphore;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrioritySheddingTest {

  private GateHarness harness = new GateHarness("priority", 1, 4, FOREVER).fill();

  /** Four permits, of which two are kept for the highest class. */
  private void keepHalf() {
    harness.assertAtRest();
    GateLimits limits = new GateLimits(4, 4, FOREVER);
    PriorityShedding keeping =
        new PriorityShedding(limits, false, Sharing.NONE, Map.of(CRITICAL, 0.5), 0);
    harness = new GateHarness(keeping, limits, System::nanoTime);
  }

  private Permit enter(Priority priority) {
    Permit permit = harness.visit(one(priority)).permit();
    harness.held.add(permit);
    return permit;
  }

  private static Arrival one(Priority priority) {
    return new Arrival(priority, "somebody", OptionalLong.empty());
  }

  @AfterEach
  void theLawHolds() {
    harness.assertAtRest();
  }

  @Test
  void aHigherClassTakesThePlaceOfALowerOneThatWaits() {
    List<Visitor> low = Stream.generate(() -> harness.park(one(LOW))).limit(4).toList();
    Visitor critical = harness.visit(one(CRITICAL));
    assertThat(low.getLast().shedFor(), is(ShedReason.PREEMPTED));
    harness.awaitWaiting(4);
    harness.releaseOne();
    harness.held.add(critical.permit());
    leaveInOrder(low.subList(0, 3));
  }

  @Test
  void aLowerClassFindsTheRoomFullOfAHigherOne() {
    List<Visitor> critical = Stream.generate(() -> harness.park(one(CRITICAL))).limit(4).toList();
    assertThat(shedReason(harness.enter(one(LOW))), is(ShedReason.ROOM_FULL));
    assertThat(
        critical.stream().map(visitor -> visitor.admission().isDone()).toList(),
        everyItem(is(false)));
    leaveInOrder(critical);
  }

  @Test
  void whatAClassDoesNotLendIsFreeForItWhileOthersWait() {
    keepHalf();
    enter(LOW);
    enter(LOW);
    Visitor low = harness.park(one(LOW));
    assertThat(harness.gate.levels().kept(), is(2));
    enter(CRITICAL);
    Permit second = enter(CRITICAL);
    Visitor critical = harness.park(one(CRITICAL));
    assertThat(harness.gate.levels().kept(), is(0));
    second.close();
    harness.held.add(critical.permit());
    assertThat(low.admission().isDone(), is(false));
    harness.releaseOne();
    harness.held.add(low.permit());
  }

  @Test
  void aPermitThatNoWaiterMayHaveStaysFree() {
    keepHalf();
    Permit first = enter(CRITICAL);
    enter(LOW);
    enter(LOW);
    Visitor low = harness.park(one(LOW));
    first.close();
    harness.assertInside(2);
    assertThat(harness.gate.levels().waiting(), is(1));
    enter(CRITICAL);
    enter(CRITICAL);
    harness.assertInside(4);
    harness.held.forEach(Permit::close);
    harness.held.add(low.permit());
  }

  @Test
  void aClassThatHasAllThatIsKeptForItTakesOfTheRestToo() {
    keepHalf();
    for (int i = 0; i < 4; i++) {
      enter(CRITICAL);
    }
    Visitor low = harness.park(one(LOW));
    harness.releaseOne();
    harness.assertInside(4);
    harness.held.add(low.permit());
  }

  @Test
  void whatIsKeptFollowsTheNumberOfPermits() {
    keepHalf();
    QueueingSemaphore semaphore = ((PermitGate) harness.gate).semaphore;
    semaphore.resize(8);
    assertThat(harness.gate.levels().kept(), is(4));
    semaphore.resize(2);
    enter(LOW);
    Visitor low = harness.park(one(LOW));
    assertThat(harness.gate.levels().kept(), is(1));
    semaphore.resize(4);
    harness.held.add(low.permit());
    assertThat(harness.gate.levels().kept(), is(2));
  }

  @Test
  void permitsAreKeptAsSoonAsThereAreEnough() {
    harness.assertAtRest();
    GateLimits one = new GateLimits(1, 4, FOREVER);
    PriorityShedding half =
        new PriorityShedding(one, false, Sharing.NONE, Map.of(CRITICAL, 0.5), 0);
    harness = new GateHarness(half, one, System::nanoTime);
    assertThat(harness.gate.levels().kept(), is(0));
    ((PermitGate) harness.gate).semaphore.resize(2);
    enter(LOW);
    Visitor low = harness.park(one(LOW));
    enter(CRITICAL);
    harness.releaseOne();
    harness.held.add(low.permit());
  }

  private void leaveInOrder(List<Visitor> line) {
    for (Visitor next : line) {
      harness.releaseOne();
      harness.held.add(next.permit());
    }
  }
}
