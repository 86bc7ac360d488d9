package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static dev.weir.gate.strategy.GateHarness.shedReason;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.Eventually;
import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.CallResult;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Permit;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every gate guarantees, whatever its strategy. A new strategy is tested by this as soon as it
 * has a name, and has to say below what it bounds.
 */
class GateContractTest {

  /** Those without a bound on the permits. */
  private static final List<String> UNLIMITED = List.of("none", "token-bucket", "leaky-bucket");

  /** Those at which none waits. */
  private static final List<String> IMPATIENT = List.of("none", "reject", "token-bucket");

  /** Those whose room has no bound. */
  private static final List<String> BOUNDLESS = List.of("block");

  /** Those that bound the wait by the clock. */
  private static final List<String> TIMED =
      List.of("wait-then-shed", "priority", "adaptive", "codel");

  private GateHarness harness = gate("none", new GateLimits(1, 0, FOREVER), 1);

  static Stream<String> all() {
    return UsualStrategies.names().stream();
  }

  static Stream<String> withPermits() {
    return all().filter(name -> !UNLIMITED.contains(name));
  }

  static Stream<String> withLine() {
    return all().filter(name -> !IMPATIENT.contains(name));
  }

  static Stream<String> withPermitsAndLine() {
    return withPermits().filter(name -> !IMPATIENT.contains(name));
  }

  static Stream<String> withPermitsAndRoom() {
    return withPermitsAndLine().filter(name -> !BOUNDLESS.contains(name));
  }

  static Stream<String> withDeadlines() {
    return all().filter(name -> !name.equals("none"));
  }

  static Stream<String> withRoom() {
    return withLine().filter(name -> !BOUNDLESS.contains(name));
  }

  static Stream<String> withMaxWait() {
    return Stream.concat(timed().stream(), Stream.of("leaky-bucket"));
  }

  static List<String> withoutLine() {
    return IMPATIENT;
  }

  /** Whether an arrival takes as many permits as it costs. */
  static boolean costly(String strategy) {
    return !UNLIMITED.contains(strategy);
  }

  static List<String> timed() {
    return all().filter(name -> TIMED.contains(UsualStrategies.kind(name))).toList();
  }

  /** The strategy as it is while nothing in it changes by itself: that is for tests of its own. */
  static Strategy steady(String strategy, GateLimits limits, double perSecond) {
    int permits = limits.permits();
    return UsualStrategies.asNamed(
        strategy,
        switch (UsualStrategies.kind(strategy)) {
          case "token-bucket" -> new TokenBucket(perSecond, 1_000_000);
          case "leaky-bucket" -> new LeakyBucket(perSecond, limits.waitingRoom(), limits.maxWait());
          case "priority" ->
              new PriorityShedding(limits, true, Sharing.NONE, UsualStrategies.SHARES, 1);
          case "adaptive" -> new Adaptive(limits, true, Sharing.NONE, permits, permits);
          case "codel" -> new CoDel(limits, FOREVER, FOREVER);
          default -> UsualStrategies.named(strategy, limits);
        });
  }

  static GateHarness gate(String strategy, GateLimits limits, double perSecond) {
    return new GateHarness(steady(strategy, limits, perSecond), limits, System::nanoTime);
  }

  /** Another way to come to such a gate is for subclasses. */
  GateHarness opened(String strategy, GateLimits limits, double perSecond) {
    return gate(strategy, limits, perSecond);
  }

  /** A gate that lets four in at once. */
  private GateHarness open(String strategy) {
    return opened(strategy, new GateLimits(4, 8, FOREVER), 1_000_000);
  }

  /** A gate at which the next one waits, in a room of eight. */
  private GateHarness full(String strategy) {
    GateHarness harness = opened(strategy, new GateLimits(1, 8, FOREVER), 0.02);
    harness.held.add(harness.enterAndGetPermit());
    return harness;
  }

  @AfterEach
  void theLawHolds() {
    harness.assertAtRest();
  }

  @ParameterizedTest
  @MethodSource("all")
  void admitsAtOnceWhileThereArePermits(String strategy) {
    harness = open(strategy).fill();
    harness.assertInside(4);
    assertThat(harness.gate.levels().waiting(), is(0));
  }

  @ParameterizedTest
  @MethodSource("all")
  void anArrivalThatIsAdmittedAtOnceWaitedZero(String strategy) {
    harness = open(strategy);
    assertWaitedZero(harness.enter());
  }

  @ParameterizedTest
  @MethodSource("all")
  void anArrivalAtAClosedGateWaitedZero(String strategy) {
    harness = open(strategy);
    harness.gate.close();
    assertWaitedZero(harness.enter());
  }

  @ParameterizedTest
  @MethodSource("withDeadlines")
  void anArrivalWhoseDeadlineHasPassedWaitedZero(String strategy) {
    harness = open(strategy);
    assertWaitedZero(harness.enter(SOMEBODY.withDeadline(System.nanoTime() - 1)));
  }

  @ParameterizedTest
  @MethodSource("withRoom")
  void anArrivalThatFindsTheRoomFullWaitedZero(String strategy) {
    harness = opened(strategy, new GateLimits(1, 1, FOREVER), 0.02);
    harness.held.add(harness.enterAndGetPermit());
    Visitor waiting = harness.park();
    assertWaitedZero(harness.enter());
    harness.gate.close();
    assertThat(waiting.shedFor(), is(ShedReason.CLOSING));
  }

  @ParameterizedTest
  @MethodSource("withRoom")
  void anArrivalAtAGateWithoutARoomWaitedZero(String strategy) {
    harness = opened(strategy, new GateLimits(1, 0, FOREVER), 0.02);
    harness.held.add(harness.enterAndGetPermit());
    assertWaitedZero(harness.enter());
  }

  @ParameterizedTest
  @MethodSource("withMaxWait")
  void anArrivalThatMayNotWaitWaitedZero(String strategy) {
    harness = opened(strategy, new GateLimits(1, 8, Duration.ZERO), 0.02);
    harness.held.add(harness.enterAndGetPermit());
    assertWaitedZero(harness.enter());
  }

  @ParameterizedTest
  @MethodSource("withoutLine")
  void anArrivalAtAGateWithoutALineWaitedZero(String strategy) {
    harness = open(strategy).fill();
    assertWaitedZero(harness.enter());
  }

  private void assertWaitedZero(Admission admission) {
    if (admission instanceof Admitted admitted) {
      harness.held.add(admitted.permit());
    }
    assertThat(admission.waitedNanos(), is(0L));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPermitClosedTwiceIsGivenBackOnce(String strategy) {
    harness = open(strategy).fill();
    Permit permit = harness.held.removeFirst();
    permit.close();
    permit.close();
    harness.assertInside(3);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPermitMayBeClosedByAnotherThread(String strategy) throws InterruptedException {
    harness = open(strategy).fill();
    Thread.ofVirtual().start(harness.held.removeFirst()::close).join();
    harness.assertInside(3);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsSaidOfTheBackendDoesNotCloseAPermit(String strategy) {
    harness = open(strategy).fill();
    harness.held.forEach(permit -> permit.callEnded(CallResult.SUCCESS));
    harness.held.forEach(permit -> permit.callEnded(CallResult.ERROR));
    harness.assertInside(4);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aClosedGateAdmitsNoneAndTakesPermitsBack(String strategy) {
    harness = open(strategy).fill();
    harness.gate.close();
    harness.gate.close();
    harness.releaseOne();
    harness.assertInside(3);
    assertThat(harness.enterAndBeShed(), is(ShedReason.CLOSING));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aGateIsClosedToThoseOnOtherThreadsToo(String strategy) {
    harness = open(strategy);
    harness.gate.close();
    assertThat(harness.visit(SOMEBODY).shedFor(), is(ShedReason.CLOSING));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aShedArrivalHasATimeToComeBack(String strategy) {
    harness = open(strategy);
    harness.gate.close();
    Duration retryAfter = ((Shed) harness.enter()).retryAfter();
    assertThat(retryAfter.compareTo(Duration.ofSeconds(1)) >= 0, is(true));
    assertThat(retryAfter, lessThanOrEqualTo(Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @MethodSource("withDeadlines")
  void aPassedDeadlineIsShedEvenWhenAPermitIsFree(String strategy) {
    harness = open(strategy);
    var admission = harness.enter(SOMEBODY.withDeadline(System.nanoTime() - 1));
    assertThat(shedReason(admission), is(ShedReason.DEADLINE));
  }

  @ParameterizedTest
  @MethodSource("all")
  void anArrivalWithADeadlineTakesAFreePermit(String strategy) {
    harness = open(strategy);
    var admission = harness.enter(SOMEBODY.withDeadline(System.nanoTime() + FOREVER.toNanos()));
    assertThat(admission, instanceOf(Admitted.class));
    harness.held.add(((Admitted) admission).permit());
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void waitsNoLongerThanItsOwnDeadline(String strategy) {
    harness = full(strategy);
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
    var admission = harness.enter(SOMEBODY.withDeadline(deadlineNanos));
    assertThat(shedReason(admission), is(ShedReason.DEADLINE));
    harness.assertInside(1);
  }

  @ParameterizedTest
  @MethodSource("timed")
  void waitsNoLongerThanMaxWait(String strategy) {
    harness = opened(strategy, new GateLimits(1, 8, Duration.ofMillis(5)), 1).fill();
    assertThat(harness.enterAndBeShed(), is(ShedReason.WAIT_TIMEOUT));
    harness.releaseOne();
    harness.assertInside(0);
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void closingWakesAllWaiters(String strategy) {
    harness = full(strategy);
    List<Visitor> line = harness.park(3);
    harness.gate.close();
    assertThat(line.stream().map(Visitor::shedFor).toList(), everyItem(is(ShedReason.CLOSING)));
    assertThat(harness.gate.levels().waiting(), is(0));
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void anInterruptedWaiterLeavesWithoutAPermitAndKeepsItsFlag(String strategy) {
    harness = full(strategy);
    var flag = new CompletableFuture<Boolean>();
    var reason = new CompletableFuture<ShedReason>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  reason.complete(harness.enterAndBeShed());
                  flag.complete(Thread.currentThread().isInterrupted());
                });
    harness.awaitWaiting(1);
    thread.interrupt();
    assertThat(reason.join(), is(ShedReason.INTERRUPTED));
    assertThat(flag.join(), is(true));
    harness.awaitWaiting(0);
    harness.assertInside(1);
  }

  @ParameterizedTest
  @MethodSource("withPermitsAndLine")
  void aPermitThatComesBackGoesToAWaiter(String strategy) {
    harness = full(strategy);
    Visitor waiting = harness.park();
    harness.releaseOne();
    harness.held.add(waiting.permit());
    harness.assertInside(1);
  }

  @ParameterizedTest
  @MethodSource("withPermitsAndLine")
  void amongEqualsFirstComeIsFirstServed(String strategy) {
    harness = full(strategy);
    List<Visitor> line = harness.park(8);
    for (Visitor next : line) {
      harness.releaseOne();
      harness.held.add(next.permit());
    }
  }

  @ParameterizedTest
  @MethodSource("withPermitsAndRoom")
  void aStampedeFillsPermitsAndRoomExactly(String strategy) {
    harness = open(strategy);
    List<Visitor> crowd = Stream.generate(() -> harness.visit(SOMEBODY)).limit(64).toList();
    Eventually.until(
        () -> crowd.stream().filter(visitor -> visitor.admission().isDone()).count() == 56);
    assertThat(harness.gate.levels().inside(), is(4));
    assertThat(harness.gate.levels().waiting(), is(8));
    List<CompletableFuture<Void>> gone =
        crowd.stream().map(visitor -> visitor.admission().thenAccept(this::leave)).toList();
    gone.forEach(each -> each.orTimeout(5, TimeUnit.MINUTES).join());
  }

  private void leave(Admission admission) {
    if (admission instanceof Admitted admitted) {
      admitted.permit().close();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyArrivalIsDecidedOnceWithinTheBounds(String strategy) throws InterruptedException {
    harness = opened(strategy, new GateLimits(3, 5, Duration.ofMillis(1)), 20_000);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger mostInside = new AtomicInteger();
    int mostWaiting = 0;
    List<Priority> priorities = List.of(Priority.values());
    List<Thread> crowd =
        IntStream.range(0, 24)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () -> comeOften(strategy, priorities.get(i % 4), inside, mostInside)))
            .toList();
    for (Thread visitor : crowd) {
      while (!visitor.join(Duration.ofNanos(1))) {
        mostWaiting = Math.max(mostWaiting, harness.gate.levels().waiting());
      }
    }
    GateLimits limits = harness.gate.levels().limits();
    assertThat(mostInside.get(), lessThanOrEqualTo(limits.permits()));
    assertThat(mostWaiting, lessThanOrEqualTo(limits.waitingRoom()));
    assertThat(limits.permits() == 3, is(!UNLIMITED.contains(strategy)));
  }

  private void comeOften(
      String strategy, Priority priority, AtomicInteger inside, AtomicInteger mostInside) {
    for (int round = 0; round < 400; round++) {
      int cost = costly(strategy) ? 1 + round % 3 : 1;
      Arrival arrival = new Arrival(priority, "one of many", OptionalLong.empty()).costing(cost);
      if (harness.enter(arrival) instanceof Admitted admitted) {
        mostInside.accumulateAndGet(inside.addAndGet(cost), Math::max);
        LockSupport.parkNanos(1);
        inside.addAndGet(-cost);
        admitted.permit().close();
      }
    }
  }
}
