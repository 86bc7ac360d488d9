package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gates whose bounds change while they are open, and whose strategy stays of the same kind. */
class UpdatedBoundsTest {

  private static final Partition LEFT = UsualStrategies.PARTITIONS.getFirst();
  private static final Partition RIGHT = UsualStrategies.PARTITIONS.getLast();

  private final List<Visitor> visitors = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong();
  private GateHarness harness = new GateHarness("block", 1, 1, FOREVER);
  private PermitStrategy strategy = new Block(1);

  static Stream<String> withRoom() {
    return GateContractTest.withPermitsAndRoom().filter(name -> !name.equals("demand"));
  }

  private void open(String name, int permits, int room) {
    GateLimits limits = new GateLimits(permits, room, FOREVER);
    PermitStrategy named =
        switch (UsualStrategies.kind(name)) {
          case "priority" -> new PriorityShedding(limits, false, Sharing.NONE, Map.of(), 1);
          case "codel" -> new CoDel(limits, FOREVER, FOREVER);
          default -> (PermitStrategy) UsualStrategies.named(name, limits);
        };
    open((PermitStrategy) UsualStrategies.asNamed(name, named));
  }

  private void open(PermitStrategy opened) {
    strategy = opened;
    harness = new GateHarness(opened, opened.limits(), clock::get);
  }

  private void update(int permits, int room) {
    update(new GateLimits(permits, room, FOREVER), strategy.sharing().partitions());
  }

  private void update(GateLimits limits, List<Partition> partitions) {
    strategy = strategy.within(limits, partitions);
    ((UpdatableGate) harness.gate).update(strategy);
  }

  private List<Visitor> park(int count) {
    return Stream.generate(() -> park(SOMEBODY)).limit(count).toList();
  }

  private Visitor park(Arrival arrival) {
    Visitor visitor = harness.park(arrival);
    visitors.add(visitor);
    return visitor;
  }

  private void assertStillWaits(Visitor visitor) {
    assertThat(visitor.admission().isDone(), is(false));
  }

  private void letIn(Visitor visitor) {
    harness.held.add(visitor.permit());
  }

  private static Arrival of(Priority priority) {
    return new Arrival(priority, "somebody", OptionalLong.empty());
  }

  @AfterEach
  void theLawHolds() {
    harness.gate.close();
    visitors.forEach(Visitor::decided);
    harness.assertAtRest();
  }

  @ParameterizedTest
  @MethodSource("withRoom")
  void zeroPermitsLetNoArrivalEnter(String name) {
    open(name, 4, 8);
    update(0, 8);
    Visitor first = park(SOMEBODY);
    Visitor heavy = park(SOMEBODY.costing(3));
    assertThat(harness.gate.levels().limits().permits(), is(0));
    update(1, 8);
    letIn(first);
    harness.releaseOne();
    letIn(heavy);
    harness.assertInside(1);
  }

  @ParameterizedTest
  @MethodSource("withRoom")
  void morePermitsCallThoseWhoseTurnItIs(String name) {
    open(name, 1, 8);
    harness.fill();
    List<Visitor> line = park(3);
    update(3, 8);
    letIn(line.get(0));
    letIn(line.get(1));
    assertStillWaits(line.get(2));
    harness.assertInside(3);
  }

  @ParameterizedTest
  @MethodSource("withRoom")
  void fewerPermitsTakeNoneBackAndLetNoneInUntilEnoughHaveComeBack(String name) {
    open(name, 4, 8);
    harness.fill();
    update(2, 8);
    harness.assertInside(4);
    Visitor visitor = park(SOMEBODY);
    harness.releaseOne();
    harness.releaseOne();
    assertStillWaits(visitor);
    harness.releaseOne();
    letIn(visitor);
    harness.assertInside(2);
  }

  @ParameterizedTest
  @MethodSource("withRoom")
  void aSmallerRoomShedsTheNewest(String name) {
    open(name, 1, 8);
    harness.fill();
    List<Visitor> line = park(4);
    update(1, 2);
    assertThat(line.get(3).shedFor(), is(ShedReason.ROOM_FULL));
    assertThat(line.get(2).shedFor(), is(ShedReason.ROOM_FULL));
    for (Visitor next : line.subList(0, 2)) {
      assertStillWaits(next);
      harness.releaseOne();
      letIn(next);
    }
  }

  @Test
  void aSmallerRoomShedsTheNewestOfTheHeaviestCaller() {
    open("fair wait-then-shed", 1, 8);
    harness.fill();
    List<Visitor> heavy = Stream.generate(() -> park(Arrival.from("heavy"))).limit(3).toList();
    Visitor light = park(Arrival.from("light"));
    update(1, 2);
    assertThat(heavy.get(2).shedFor(), is(ShedReason.ROOM_FULL));
    assertThat(heavy.get(1).shedFor(), is(ShedReason.ROOM_FULL));
    assertStillWaits(heavy.get(0));
    assertStillWaits(light);
  }

  @Test
  void aSmallerRoomShedsTheLowestClass() {
    open("priority", 1, 8);
    harness.fill();
    Visitor low = park(of(Priority.LOW));
    Visitor high = park(of(Priority.HIGH));
    update(1, 1);
    assertThat(low.shedFor(), is(ShedReason.ROOM_FULL));
    assertStillWaits(high);
  }

  @Test
  void aSmallerRoomOfAPartitionShedsItsNewest() {
    open("wait-then-shed in partitions", 1, 8);
    harness.fill();
    Visitor first = park(SOMEBODY.in(LEFT));
    Visitor second = park(SOMEBODY.in(LEFT));
    Visitor other = park(SOMEBODY.in(RIGHT));
    update(strategy.limits(), List.of(new Partition("left", 1, 1, 0), RIGHT));
    assertThat(second.shedFor(), is(ShedReason.ROOM_FULL));
    assertStillWaits(first);
    assertStillWaits(other);
  }

  @Test
  void aPartitionWithoutPermitsLetsNoneOfItsArrivalsEnter() {
    open("wait-then-shed in partitions", 4, 8);
    update(strategy.limits(), List.of(new Partition("left", 0, 8, 0), RIGHT));
    Visitor left = park(SOMEBODY.in(LEFT));
    letIn(harness.visit(SOMEBODY.in(RIGHT)));
    assertStillWaits(left);
    update(strategy.limits(), List.of(new Partition("left", 1, 8, 1), RIGHT));
    letIn(left);
  }

  @ParameterizedTest
  @MethodSource("withRoom")
  void aHeavyWaiterEntersAfterALowerLimit(String name) {
    open(name, 4, 8);
    harness.fill();
    Visitor heavy = park(SOMEBODY.costing(4));
    update(2, 8);
    harness.held.forEach(permit -> permit.close());
    harness.held.clear();
    letIn(heavy);
    harness.assertInside(2);
  }

  @Test
  void aShorterWaitHoldsForThoseThatComeAfterIt() {
    open("wait-then-shed", 1, 8);
    harness.fill();
    Visitor before = park(SOMEBODY);
    update(new GateLimits(1, 8, Duration.ZERO), List.of());
    assertThat(harness.enterAndBeShed(), is(ShedReason.WAIT_TIMEOUT));
    clock.addAndGet(FOREVER.toNanos() - 1);
    harness.releaseOne();
    letIn(before);
  }

  @Test
  void aGateWithoutPermitsAsksToComeBackMuchLater() {
    open("wait-then-shed", 0, 0);
    Duration retryAfter = ((Shed) harness.enter()).retryAfter();
    assertThat(retryAfter, greaterThan(Duration.ofSeconds(19)));
  }
}
