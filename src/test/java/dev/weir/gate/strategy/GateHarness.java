package dev.weir.gate.strategy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Partition;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** A gate under test, and the words of its tests. */
final class GateHarness {

  static final Arrival SOMEBODY = Arrival.from("somebody");

  /** Long enough never to pass in a test that is to pass. */
  static final Duration FOREVER = Duration.ofMinutes(10);

  final Gate gate;
  final Deque<Permit> held = new ArrayDeque<>();

  private final GateLimits limits;
  private final AtomicInteger admittedCount = new AtomicInteger();
  private final AtomicInteger shedCount = new AtomicInteger();
  private final AtomicInteger arrivals = new AtomicInteger();

  GateHarness(String strategy, int permits, int waitingRoom, Duration maxWait) {
    this(strategy, new GateLimits(permits, waitingRoom, maxWait), System::nanoTime);
  }

  GateHarness(String strategy, GateLimits limits, LongSupplier nanoTime) {
    this(UsualStrategies.named(strategy, limits), limits, nanoTime);
  }

  GateHarness(Strategy strategy, GateLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    gate =
        strategy.open(
            new GateObserver() {
              @Override
              public void admitted(long waitedNanos) {
                admittedCount.incrementAndGet();
              }

              @Override
              public void shed(ShedReason reason, long waitedNanos) {
                shedCount.incrementAndGet();
              }
            },
            nanoTime);
  }

  /** An arrival on a thread of its own, and what became of it. */
  record Visitor(Thread thread, CompletableFuture<Admission> admission) {

    Admission decided() {
      return admission.orTimeout(30, SECONDS).join();
    }

    ShedReason shedFor() {
      assertThat(decided(), instanceOf(Shed.class));
      return ((Shed) decided()).reason();
    }

    Permit permit() {
      assertThat(decided(), instanceOf(Admitted.class));
      return ((Admitted) decided()).permit();
    }
  }

  Admission enter() {
    return enter(SOMEBODY);
  }

  /** Where the gate has these partitions, arrivals of none are spread over them. */
  Admission enter(Arrival arrival) {
    int number = arrivals.getAndIncrement();
    boolean isOfNone = arrival.partition().equals(Partition.WHOLE);
    return gate.enter(isOfNone ? UsualStrategies.spread(arrival, number) : arrival);
  }

  Permit enterAndGetPermit() {
    Admission admission = enter();
    assertThat(admission, instanceOf(Admitted.class));
    return ((Admitted) admission).permit();
  }

  ShedReason enterAndBeShed() {
    return shedReason(enter());
  }

  static ShedReason shedReason(Admission admission) {
    assertThat(admission, instanceOf(Shed.class));
    return ((Shed) admission).reason();
  }

  /** Takes all permits. */
  GateHarness fill() {
    while (held.size() < limits.permits()) {
      held.add(enterAndGetPermit());
    }
    return this;
  }

  /** Gives one of the permits back that {@link #fill} took. */
  void releaseOne() {
    held.removeFirst().close();
  }

  /** One comes on a thread of its own. */
  Visitor visit(Arrival arrival) {
    CompletableFuture<Admission> admission = new CompletableFuture<>();
    Thread thread = Thread.ofVirtual().start(() -> complete(admission, arrival));
    return new Visitor(thread, admission);
  }

  private void complete(CompletableFuture<Admission> admission, Arrival arrival) {
    try {
      admission.complete(enter(arrival));
    } catch (RuntimeException | Error e) {
      admission.completeExceptionally(e);
    }
  }

  /** So many come, one after the other, and each waits before the next one comes. */
  List<Visitor> park(int count) {
    return Stream.generate(this::park).limit(count).toList();
  }

  Visitor park() {
    return park(SOMEBODY);
  }

  /** One comes and waits. */
  Visitor park(Arrival arrival) {
    int waiting = gate.levels().waiting();
    Visitor visitor = visit(arrival);
    awaitWaiting(waiting + 1);
    return visitor;
  }

  void awaitWaiting(int count) {
    Eventually.until(() -> gate.levels().waiting() == count);
  }

  void assertInside(int count) {
    assertThat(gate.levels().inside(), is(count));
  }

  /** The law: all permits are back, none waits, and every arrival was decided once. */
  void assertAtRest() {
    held.forEach(Permit::close);
    held.clear();
    Eventually.until(() -> gate.levels().atRest());
    assertThat("decisions", admittedCount.get() + shedCount.get(), is(arrivals.get()));
  }
}
