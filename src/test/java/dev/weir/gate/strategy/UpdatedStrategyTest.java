package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.Fairness;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Permit;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gates whose strategy becomes another while they are open. */
class UpdatedStrategyTest {

  private static final Partition LEFT = new Partition("left", 2, 8, 0);
  private static final Partition RIGHT = new Partition("right", 8, 8, 0);

  private final AtomicLong clock = new AtomicLong();
  private final List<Visitor> visitors = new ArrayList<>();
  private GateHarness harness = gate(new Block(1));

  static Stream<String> withRoom() {
    return GateContractTest.withPermitsAndRoom();
  }

  /** Each strategy with a line of permits, and each that it may become. */
  static Stream<Arguments> switches() {
    return withRoom().flatMap(from -> withRoom().map(to -> Arguments.of(from, to)));
  }

  private GateHarness gate(Strategy strategy) {
    GateLimits limits = new GateLimits(2, 8, FOREVER);
    return new GateHarness(strategy, limits, clock::get);
  }

  private static Strategy named(String name, int permits, int room) {
    GateLimits limits = new GateLimits(permits, room, FOREVER);
    return UsualStrategies.asNamed(
        name,
        switch (UsualStrategies.kind(name)) {
          case "priority" -> new PriorityShedding(limits, false, Sharing.NONE, Map.of(), 1);
          case "codel" -> new CoDel(limits, FOREVER, FOREVER);
          default -> UsualStrategies.named(name, limits);
        });
  }

  private static Strategy shared(int permits, Fairness fairness, Partition... partitions) {
    GateLimits limits = new GateLimits(permits, 8, FOREVER);
    return new WaitThenShed(limits, false, new Sharing(fairness, List.of(partitions)));
  }

  private void open(Strategy strategy) {
    harness = gate(strategy);
  }

  private void update(Strategy strategy) {
    ((UpdatableGate) harness.gate).update(strategy);
  }

  private Permit enter(Arrival arrival) {
    return ((Admitted) harness.enter(arrival)).permit();
  }

  private Visitor park(Arrival arrival) {
    Visitor visitor = harness.park(arrival);
    visitors.add(visitor);
    return visitor;
  }

  private void letIn(Visitor visitor) {
    harness.held.add(visitor.permit());
  }

  private static void assertStillWaits(Visitor visitor) {
    assertThat(visitor.admission().isDone(), is(false));
  }

  @AfterEach
  void theLawHolds() {
    harness.gate.close();
    visitors.forEach(Visitor::decided);
    harness.held.forEach(Permit::close);
    harness.assertAtRest();
    for (PartitionLevels each : harness.gate.partitions()) {
      assertThat(each, is(new PartitionLevels(each.partition(), 0, 0)));
    }
  }

  @ParameterizedTest
  @MethodSource("switches")
  void thoseInsideStayCountedAfterASwitch(String from, String to) {
    open(named(from, 2, 8));
    harness.fill();
    update(named(to, 2, 8));
    harness.assertInside(2);
    Visitor visitor = park(SOMEBODY);
    harness.releaseOne();
    letIn(visitor);
    harness.assertInside(2);
  }

  @ParameterizedTest
  @MethodSource("switches")
  void thoseThatWaitKeepTheirOrderAfterASwitch(String from, String to) {
    open(named(from, 2, 8));
    harness.fill();
    List<Visitor> line = Stream.generate(() -> park(SOMEBODY)).limit(4).toList();
    update(named(to, 2, 8));
    assertThat(harness.gate.levels().waiting(), is(4));
    for (Visitor next : line) {
      assertStillWaits(next);
      harness.releaseOne();
      letIn(next);
    }
  }

  @ParameterizedTest
  @MethodSource("switches")
  void aSwitchToMorePermitsAndASmallerRoomCallsAndShedsAtOnce(String from, String to) {
    open(named(from, 2, 8));
    harness.fill();
    List<Visitor> line = Stream.generate(() -> park(SOMEBODY)).limit(4).toList();
    update(named(to, 3, 1));
    letIn(line.get(0));
    assertStillWaits(line.get(1));
    assertThat(line.get(2).shedFor(), is(ShedReason.ROOM_FULL));
    assertThat(line.get(3).shedFor(), is(ShedReason.ROOM_FULL));
    harness.assertInside(3);
  }

  @Test
  void aSwitchToNoLineShedsAllThatWait() {
    open(named("wait-then-shed", 2, 8));
    harness.fill();
    Visitor visitor = park(SOMEBODY);
    update(new Reject(2));
    assertThat(visitor.shedFor(), is(ShedReason.ROOM_FULL));
    assertThat(harness.enterAndBeShed(), is(ShedReason.NO_PERMIT));
  }

  @Test
  void aSwitchToNoneAdmitsAllThatWaitAndASwitchBackNoneUntilEnoughHaveComeBack() {
    open(named("wait-then-shed", 2, 8));
    harness.fill();
    letIn(park(SOMEBODY), new None());
    harness.held.add(enter(SOMEBODY.costing(7).withDeadline(clock.get() - 1)));
    harness.assertInside(4);
    update(named("fair wait-then-shed", 2, 8));
    Visitor visitor = park(SOMEBODY);
    harness.releaseOne();
    harness.releaseOne();
    assertStillWaits(visitor);
    harness.releaseOne();
    letIn(visitor);
    harness.assertInside(2);
  }

  private void letIn(Visitor visitor, Strategy by) {
    assertStillWaits(visitor);
    update(by);
    letIn(visitor);
  }

  @Test
  void thoseThatWaitKeepTheirMomentAfterASwitch() {
    open(named("wait-then-shed", 2, 8));
    harness.fill();
    Visitor visitor = park(SOMEBODY);
    update(new Block(2));
    clock.addAndGet(FOREVER.toNanos());
    visitor.thread().interrupt();
    assertThat(visitor.shedFor(), is(ShedReason.INTERRUPTED));
  }

  @Test
  void aPartitionThatWasCountedStaysCountedAmongOthers() {
    open(shared(8, Fairness.NONE, LEFT));
    harness.held.add(enter(SOMEBODY.in(LEFT)));
    harness.held.add(enter(SOMEBODY.in(LEFT)));
    harness.held.add(enter(SOMEBODY.in(RIGHT)));
    update(shared(8, Fairness.BY_CALLER, RIGHT, LEFT));
    assertThat(
        harness.gate.partitions(),
        contains(new PartitionLevels(RIGHT, 1, 0), new PartitionLevels(LEFT, 2, 0)));
    Visitor visitor = park(SOMEBODY.in(LEFT));
    harness.releaseOne();
    letIn(visitor);
  }

  @Test
  void aPartitionThatIsGoneIsCountedAgainWhenItIsBack() {
    open(shared(8, Fairness.NONE, LEFT));
    harness.held.add(enter(SOMEBODY.in(LEFT)));
    update(shared(8, Fairness.NONE, RIGHT));
    harness.held.add(enter(SOMEBODY.in(LEFT)));
    update(shared(8, Fairness.NONE, LEFT, RIGHT));
    assertThat(harness.gate.partitions().getFirst(), is(new PartitionLevels(LEFT, 2, 0)));
  }

  @Test
  void callersThatWereCountedStayCountedInClassesOfPriority() {
    open(shared(2, Fairness.BY_CALLER));
    harness.held.add(enter(Arrival.from("heavy")));
    harness.held.add(enter(Arrival.from("light")));
    Visitor heavy = park(Arrival.from("heavy"));
    Visitor light = park(Arrival.from("light"));
    update(
        new PriorityShedding(
            new GateLimits(2, 8, FOREVER), false, Sharing.BY_CALLER, Map.of(Priority.LOW, 1.0), 1));
    harness.held.removeLast().close();
    letIn(light);
    assertStillWaits(heavy);
  }

  @Test
  void whatEnteredUncountedIsOfNobodyAndComesBackAsSuch() {
    open(named("wait-then-shed", 2, 8));
    Permit uncounted = enter(SOMEBODY.in(LEFT));
    update(shared(4, Fairness.BY_CALLER, LEFT));
    assertThat(harness.gate.partitions().getFirst(), is(new PartitionLevels(LEFT, 0, 0)));
    Permit counted = enter(SOMEBODY.in(LEFT));
    uncounted.costs(3);
    harness.assertInside(2);
    uncounted.close();
    assertThat(harness.gate.partitions().getFirst(), is(new PartitionLevels(LEFT, 1, 0)));
    update(new Block(4));
    harness.assertInside(1);
    counted.close();
    harness.assertInside(0);
  }

  @Test
  void whatWasCountedOnceIsOfNobodyAfterATimeWithoutCounts() {
    open(shared(4, Fairness.BY_CALLER, LEFT));
    Permit permit = enter(SOMEBODY.in(LEFT).costing(2));
    update(new Block(4));
    update(shared(4, Fairness.BY_CALLER, LEFT));
    harness.assertInside(2);
    permit.costs(1);
    harness.assertInside(1);
    permit.close();
  }

  @Test
  void callersThatABucketLetInAreCountedAfterwards() {
    open(new TokenBucket(1, 9));
    harness.held.add(enter(Arrival.from("heavy")));
    harness.held.add(enter(Arrival.from("light")));
    Visitor heavy = letInLater(Arrival.from("heavy"));
    Visitor light = letInLater(Arrival.from("light"));
    harness.held.removeLast().close();
    letIn(light);
    assertStillWaits(heavy);
  }

  private Visitor letInLater(Arrival arrival) {
    update(shared(2, Fairness.BY_CALLER));
    return park(arrival);
  }

  @Test
  void aSearchForTheLimitBeginsWithASwitchAndEndsWithOne() {
    GateLimits limits = new GateLimits(400, 8, FOREVER);
    open(new Block(4));
    update(new Adaptive(limits, false, Sharing.NONE, 1, 1_000));
    assertThat(harness.gate.levels().limits().permits(), is(20));
    assertThat(harness.gate.mostPermits(), is(1_000));
    update(new Block(400));
    assertThat(harness.gate.levels().limits().permits(), is(400));
  }

  @Test
  void aSearchGoesOnWhereOnlyOtherBoundsChange() {
    GateLimits limits = new GateLimits(400, 8, FOREVER);
    open(new Adaptive(limits, false, Sharing.NONE, 1, 1_000));
    ((PermitGate) harness.gate).semaphore.resize(33);
    update(new Adaptive(new GateLimits(400, 2, FOREVER), true, Sharing.NONE, 1, 1_000));
    assertThat(harness.gate.levels().limits(), is(new GateLimits(33, 2, FOREVER)));
  }

  @Test
  void classesOfPriorityAreKnownOfThoseThatWaitBeforeThereAreAny() {
    open(named("wait-then-shed", 2, 8));
    harness.fill();
    Visitor low = park(of(Priority.LOW));
    Visitor high = park(of(Priority.HIGH));
    update(named("priority", 2, 8));
    harness.releaseOne();
    letIn(high);
    assertStillWaits(low);
  }

  private static Arrival of(Priority priority) {
    return new Arrival(priority, "somebody", OptionalLong.empty());
  }
}
