package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What arrivals that take several permits may rely on at every gate that gives them out. */
class GateCostTest {

  private GateHarness harness = new GateHarness("block", 1, 1, FOREVER);

  static Stream<String> withPermits() {
    return GateContractTest.withPermits().filter(GateContractTest::costly);
  }

  static Stream<String> withLine() {
    return GateContractTest.withPermitsAndLine().filter(GateContractTest::costly);
  }

  private void open(String strategy, int permits) {
    harness = GateContractTest.gate(strategy, new GateLimits(permits, 16, FOREVER), 1);
  }

  private static Arrival costing(int permits) {
    return SOMEBODY.costing(permits);
  }

  private Permit enter(int cost) {
    return ((Admitted) harness.enter(costing(cost))).permit();
  }

  private void hold(int cost) {
    harness.held.add(enter(cost));
  }

  @AfterEach
  void theLawHolds() {
    harness.assertAtRest();
  }

  @ParameterizedTest
  @MethodSource("withPermits")
  void anArrivalTakesWhatItCostsAndGivesItBack(String strategy) {
    open(strategy, 16);
    Permit permit = enter(5);
    harness.assertInside(5);
    permit.close();
    permit.close();
    harness.assertInside(0);
  }

  @ParameterizedTest
  @MethodSource("withPermits")
  void oneThatCostsMoreThanAllTakesAll(String strategy) {
    open(strategy, 4);
    hold(1_000_000_000);
    harness.assertInside(4);
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void theHeavyOneWaitsNoLongerThanTheDrainOfThoseBeforeIt(String strategy) {
    open(strategy, 16);
    Stream.generate(() -> enter(1)).limit(10).forEach(harness.held::add);
    Visitor heavy = harness.park(costing(8));
    List<Visitor> behind = harness.park(2);
    harness.assertInside(10);
    assertThat(harness.gate.levels().kept(), is(6));
    harness.releaseOne();
    harness.assertInside(9);
    assertThat(harness.gate.levels().waiting(), is(3));
    harness.releaseOne();
    harness.held.add(heavy.permit());
    harness.assertInside(16);
    behind.forEach(
        each -> {
          harness.releaseOne();
          harness.held.add(each.permit());
        });
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void aNewcomerDoesNotTakeWhatIsGatheredForAnother(String strategy) {
    open(strategy, 4);
    hold(1);
    Visitor heavy = harness.park(costing(4));
    Visitor newcomer = harness.park();
    harness.assertInside(1);
    harness.releaseOne();
    heavy.permit().close();
    harness.held.add(newcomer.permit());
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void oneReturnOfSeveralLetsSeveralIn(String strategy) {
    open(strategy, 4);
    hold(4);
    List<Visitor> line = harness.park(5);
    harness.releaseOne();
    line.subList(0, 4).forEach(each -> harness.held.add(each.permit()));
    harness.assertInside(4);
    assertThat(harness.gate.levels().waiting(), is(1));
    harness.releaseOne();
    harness.held.add(line.getLast().permit());
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void whenTheHeavyOneGivesUpThoseBehindItEnter(String strategy) {
    open(strategy, 4);
    hold(2);
    Visitor heavy = harness.park(costing(4));
    List<Visitor> behind = harness.park(2);
    heavy.thread().interrupt();
    assertThat(heavy.shedFor(), is(ShedReason.INTERRUPTED));
    behind.forEach(each -> harness.held.add(each.permit()));
    harness.assertInside(4);
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void theFirstInLineEntersThoughTheGateShrinksBelowItsCost(String strategy) {
    open(strategy, 8);
    hold(4);
    Visitor heavy = harness.park(costing(8));
    ((PermitGate) harness.gate).semaphore.resize(3);
    harness.assertInside(4);
    harness.releaseOne();
    harness.held.add(heavy.permit());
    harness.assertInside(3);
    ((PermitGate) harness.gate).semaphore.resize(8);
    harness.releaseOne();
    harness.assertInside(0);
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void aShrinkingGateLetsItsFirstWaiterInOnWhatIsFree(String strategy) {
    open(strategy, 8);
    hold(1);
    Visitor heavy = harness.park(costing(8));
    Permit light = harness.held.removeFirst();
    ((PermitGate) harness.gate).semaphore.resize(2);
    assertThat(harness.gate.levels(), is(new GateLevels(limits(2), 1, 1, 1, 0)));
    light.close();
    harness.held.add(heavy.permit());
    harness.assertInside(2);
  }

  private GateLimits limits(int permits) {
    return harness.gate.levels().limits().withPermits(permits);
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void whatACallDoesNotCostComesBackAtOnceAndOnlyOnce(String strategy) {
    open(strategy, 4);
    hold(4);
    Visitor waiting = harness.park(costing(2));
    Permit permit = harness.held.getFirst();
    permit.costs(2);
    permit.costs(1);
    harness.held.add(waiting.permit());
    harness.assertInside(4);
    permit.close();
    permit.costs(1);
    harness.assertInside(2);
  }

  @ParameterizedTest
  @MethodSource("withPermits")
  void whatACallCostsInAdditionIsTakenOfWhatIsFree(String strategy) {
    open(strategy, 4);
    hold(1);
    Permit permit = enter(1);
    permit.costs(1_000_000_000);
    harness.assertInside(4);
    permit.close();
    harness.assertInside(1);
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void aCallTakesNothingInAdditionThatIsGatheredForAnother(String strategy) {
    open(strategy, 4);
    hold(2);
    Visitor heavy = harness.park(costing(4));
    harness.held.getFirst().costs(3);
    harness.assertInside(2);
    harness.releaseOne();
    harness.held.add(heavy.permit());
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void anArrivalMayHaveLessTimeThanTheGateAllows(String strategy) {
    open(strategy, 1);
    hold(1);
    assertThat(GateHarness.shedReason(harness.enter(within(0))), is(ShedReason.WAIT_TIMEOUT));
    assertThat(GateHarness.shedReason(harness.enter(within(1_000))), is(ShedReason.WAIT_TIMEOUT));
  }

  private static Arrival within(long maxWaitNanos) {
    return new Arrival(
        SOMEBODY.priority(),
        SOMEBODY.caller(),
        SOMEBODY.fairBy(),
        SOMEBODY.partition(),
        SOMEBODY.cost(),
        maxWaitNanos,
        SOMEBODY.deadlineNanos());
  }
}
