package dev.weir.gate.strategy;

import static dev.weir.gate.GateLimits.UNBOUNDED;
import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.shedReason;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Fairness;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Permit;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What partitions of a gate may rely on, at each strategy that has them, fair or not. */
class PartitionedGateTest {

  private static final Partition REPORTS = new Partition("reports", 2, 2, 0);
  private static final Partition LOOKUP = new Partition("lookup", UNBOUNDED, UNBOUNDED, 2);
  private static final Partition IMPATIENT = new Partition("impatient", 1, 0, 0);

  private GateHarness harness = new GateHarness("block", 1, 1, FOREVER);

  static Stream<Arguments> all() {
    return Stream.of(Fairness.values())
        .flatMap(
            fairness ->
                Stream.of("wait-then-shed", "worker-pool", "priority", "adaptive")
                    .map(strategy -> Arguments.of(strategy, fairness)));
  }

  private void open(String strategy, Fairness fairness, int permits, int room) {
    Sharing sharing = new Sharing(fairness, List.of(REPORTS, LOOKUP, IMPATIENT));
    GateLimits limits = new GateLimits(permits, room, FOREVER);
    harness =
        new GateHarness(
            switch (strategy) {
              case "wait-then-shed" -> new WaitThenShed(limits, true, sharing);
              case "worker-pool" -> new WorkerPool(permits, room, sharing);
              case "priority" -> new PriorityShedding(limits, true, sharing, Map.of(), 1);
              default -> new Adaptive(limits, true, sharing, permits, permits);
            },
            limits,
            System::nanoTime);
  }

  private static Arrival at(Partition part) {
    return Arrival.from(part.name()).in(part);
  }

  private Permit enter(Arrival arrival) {
    return ((Admitted) harness.enter(arrival)).permit();
  }

  private void hold(int many, Arrival arrival) {
    for (int i = 0; i < many; i++) {
      harness.held.add(enter(arrival));
    }
  }

  @AfterEach
  void theLawHolds() {
    harness.assertAtRest();
    for (PartitionLevels each : harness.gate.partitions()) {
      assertThat(each, is(new PartitionLevels(each.partition(), 0, 0)));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPartitionAtItsCapBlocksNoOther(String strategy, Fairness fairness) {
    open(strategy, fairness, 4, 8);
    hold(2, at(REPORTS));
    Visitor capped = harness.park(at(REPORTS));
    harness.assertInside(2);
    assertThat(harness.gate.levels().kept(), is(2));
    hold(2, at(LOOKUP));
    Visitor waiting = harness.park(at(LOOKUP));
    harness.held.removeLast().close();
    harness.held.add(waiting.permit());
    harness.held.removeFirst().close();
    harness.held.add(capped.permit());
    harness.assertInside(4);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPartitionWhosePlacesAreTakenIsShed(String strategy, Fairness fairness) {
    open(strategy, fairness, 4, 8);
    hold(2, at(REPORTS));
    List<Visitor> line = List.of(harness.park(at(REPORTS)), harness.park(at(REPORTS)));
    assertThat(shedReason(harness.enter(at(REPORTS))), is(ShedReason.ROOM_FULL));
    hold(2, at(LOOKUP));
    Visitor other = harness.park(at(LOOKUP));
    line.forEach(
        each -> {
          harness.held.removeFirst().close();
          harness.held.add(each.permit());
        });
    harness.held.removeFirst().close();
    harness.held.add(other.permit());
  }

  @ParameterizedTest
  @MethodSource("all")
  void ofAPartitionWithoutARoomNoneWaits(String strategy, Fairness fairness) {
    open(strategy, fairness, 4, 8);
    hold(1, at(IMPATIENT));
    assertThat(shedReason(harness.enter(at(IMPATIENT))), is(ShedReason.ROOM_FULL));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPartitionWithLessThanItsGuaranteeGetsTheNextPermit(String strategy, Fairness fairness) {
    open(strategy, fairness, 3, 8);
    hold(3, Arrival.from("others"));
    List<Visitor> others = List.of(harness.park(), harness.park());
    List<Visitor> guaranteed =
        List.of(harness.park(at(LOOKUP)), harness.park(at(LOOKUP)), harness.park(at(LOOKUP)));
    Stream.of(guaranteed.get(0), guaranteed.get(1), others.get(0))
        .forEach(
            each -> {
              harness.releaseOne();
              harness.held.add(each.permit());
            });
    harness.gate.close();
    assertThat(others.getLast().shedFor(), is(ShedReason.CLOSING));
    assertThat(guaranteed.getLast().shedFor(), is(ShedReason.CLOSING));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPartitionWithLessThanItsGuaranteeFindsAPlace(String strategy, Fairness fairness) {
    open(strategy, fairness, 2, 2);
    hold(2, Arrival.from("others"));
    List<Visitor> others = List.of(harness.park(), harness.park());
    Visitor guaranteed = harness.visit(at(LOOKUP));
    assertThat(others.getLast().shedFor(), is(ShedReason.PREEMPTED));
    harness.releaseOne();
    harness.held.add(guaranteed.permit());
    harness.releaseOne();
    harness.held.add(others.getFirst().permit());
  }

  @ParameterizedTest
  @MethodSource("all")
  void theCostOfAnArrivalIsAtMostItsPartitions(String strategy, Fairness fairness) {
    open(strategy, fairness, 4, 8);
    hold(1, at(REPORTS).costing(1_000));
    harness.assertInside(2);
    assertThat(
        harness.gate.partitions(),
        contains(
            new PartitionLevels(REPORTS, 2, 0),
            new PartitionLevels(LOOKUP, 0, 0),
            new PartitionLevels(IMPATIENT, 0, 0)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsGatheredWithinAPartitionIsFreeForOthers(String strategy, Fairness fairness) {
    open(strategy, fairness, 4, 8);
    hold(1, at(REPORTS));
    Visitor heavy = harness.park(at(REPORTS).costing(2));
    Visitor behind = harness.park(at(REPORTS));
    hold(2, at(LOOKUP));
    harness.assertInside(3);
    harness.releaseOne();
    heavy.permit().close();
    harness.held.add(behind.permit());
  }

  @ParameterizedTest
  @MethodSource("all")
  void anArrivalOfAnUnknownPartitionIsOfNone(String strategy, Fairness fairness) {
    open(strategy, fairness, 4, 8);
    hold(4, at(new Partition("unknown", 1, 0, 0)));
    harness.assertInside(4);
  }

  @ParameterizedTest
  @MethodSource("all")
  void closingShedsThoseOfAPartitionAtItsCapToo(String strategy, Fairness fairness) {
    open(strategy, fairness, 4, 8);
    hold(2, at(REPORTS));
    Visitor capped = harness.park(at(REPORTS));
    harness.gate.close();
    assertThat(capped.shedFor(), is(ShedReason.CLOSING));
  }

  static Stream<String> fair() {
    return Stream.of("wait-then-shed", "worker-pool", "priority", "adaptive");
  }

  @ParameterizedTest
  @MethodSource("fair")
  void aCallerInTwoPartitionsHasOneShare(String strategy) {
    open(strategy, Fairness.BY_CALLER, 3, 8);
    hold(1, Arrival.from("busy").in(REPORTS));
    hold(2, Arrival.from("others"));
    Visitor busy = harness.park(Arrival.from("busy"));
    Visitor modest = harness.park(Arrival.from("modest").in(REPORTS));
    harness.held.removeLast().close();
    harness.held.add(modest.permit());
    harness.held.removeLast().close();
    harness.held.add(busy.permit());
  }

  @ParameterizedTest
  @MethodSource("fair")
  void aHeavyCallersPermitsAreItsShare(String strategy) {
    open(strategy, Fairness.BY_CALLER, 4, 8);
    hold(1, Arrival.from("heavy").costing(2));
    hold(2, Arrival.from("others"));
    List<Visitor> line = List.of(harness.park(Arrival.from("heavy")), harness.park());
    harness.held.removeLast().close();
    harness.held.add(line.getLast().permit());
    harness.held.removeLast().close();
    harness.held.add(line.getFirst().permit());
  }

  @ParameterizedTest
  @MethodSource("fair")
  void aGateWithoutPartitionsShowsNone(String strategy) {
    harness = new GateHarness(strategy, 1, 1, FOREVER);
    assertThat(harness.gate.partitions(), is(empty()));
  }
}
