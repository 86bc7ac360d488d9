package dev.weir.admission.strategy;

import static dev.weir.admission.Arrival.Priority.CRITICAL;
import static dev.weir.admission.Arrival.Priority.LOW;
import static dev.weir.admission.strategy.GateHarness.FOREVER;
import static dev.weir.admission.strategy.GateHarness.shedReason;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import dev.weir.admission.Arrival;
import dev.weir.admission.Arrival.Priority;
import dev.weir.admission.ShedReason;
import dev.weir.admission.strategy.GateHarness.Visitor;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrioritySheddingTest {

  private final GateHarness harness = new GateHarness("priority", 1, 4, FOREVER).fill();

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

  private void leaveInOrder(List<Visitor> line) {
    for (Visitor next : line) {
      harness.releaseOne();
      harness.held.add(next.permit());
    }
  }
}
