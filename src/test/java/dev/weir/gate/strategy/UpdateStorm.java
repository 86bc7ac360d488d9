package dev.weir.gate.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.Fairness;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Partition;
import dev.weir.gate.Permit;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.audit.AuditedGate;
import dev.weir.gate.audit.Auditor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Threads that come and go at one gate as fast as they can, while another one changes its limits
 * every ten milliseconds, and its strategy every hundred, and looks whether its counts are right.
 */
final class UpdateStorm {

  static final int MOST_PERMITS = 4;

  /** So many strategies have no more permits than that. */
  static final int BOUNDED = 9;

  /** All strategies, and the last of them have no bound. */
  static final int ALL = 12;

  private static final int MOST_ROOM = 3;
  private static final int THREADS = 4;
  private static final int MOST_COST = 5;
  private static final int MOST_PATIENCE_NANOS = 200_000;
  private static final Duration BETWEEN_CHANGES = Duration.ofMillis(10);
  private static final int CHANGES_OF_LIMITS = 10;
  private static final List<Priority> PRIORITIES = List.of(Priority.values());
  private static final List<String> CALLERS = List.of("one", "two", "three");
  private static final List<String> PARTITIONS = List.of("left", "right", "neither");

  final LongAdder arrivals = new LongAdder();
  final LongAdder decisions = new LongAdder();

  /** The most arrivals that held permits at once. */
  final AtomicInteger mostInside = new AtomicInteger();

  private final AtomicInteger inside = new AtomicInteger();
  private final int strategies;
  private final UpdatableGate gate;
  private final AuditedGate audited;
  private final Auditor auditor;
  private volatile boolean over;

  /** The strategy is each of the first so many, in turn. */
  UpdateStorm(int strategies) {
    this.strategies = strategies;
    Strategy strategy = new Block(MOST_PERMITS);
    gate = strategy.open(new DecisionCounter(), System::nanoTime);
    audited = new AuditedGate(gate);
    auditor = new Auditor(audited, System::nanoTime);
  }

  private final class DecisionCounter implements GateObserver {
    @Override
    public void admitted(long waitedNanos) {
      decisions.increment();
    }

    @Override
    public void shed(ShedReason reason, long waitedNanos) {
      decisions.increment();
    }
  }

  AuditedGate gate() {
    return audited;
  }

  /** Returns what the last look found, when all have left. */
  Auditor.Finding run(int changes) throws InterruptedException {
    List<Thread> threads =
        Stream.generate(() -> new Thread(this::comeAndGo)).limit(THREADS).toList();
    threads.forEach(Thread::start);
    try {
      for (int change = 0; change < changes; change++) {
        change(change);
      }
    } finally {
      over = true;
      for (Thread thread : threads) {
        thread.join();
      }
    }
    return auditor.look();
  }

  private void change(int number) {
    GateLimits limits =
        new GateLimits(
            random(MOST_PERMITS + 1), random(MOST_ROOM + 1), Duration.ofNanos(random(1_000_000)));
    gate.update(strategy(number / CHANGES_OF_LIMITS, limits));
    long sinceNanos = System.nanoTime();
    while (System.nanoTime() - sinceNanos < BETWEEN_CHANGES.toNanos()) {
      assertThat(auditor.look().violations(), empty());
      LockSupport.parkNanos(500_000);
    }
  }

  private Strategy strategy(int number, GateLimits limits) {
    List<Partition> partitions =
        List.of(
            new Partition("left", random(3), random(3), 0),
            new Partition("right", 2, GateLimits.UNBOUNDED, random(3)));
    Sharing fair = new Sharing(Fairness.BY_CALLER, partitions.subList(0, random(3)));
    Sharing unfair = new Sharing(Fairness.NONE, partitions);
    return switch (number % strategies) {
      case 0 -> new WaitThenShed(limits, true);
      case 1 -> new WaitThenShed(limits, true, fair);
      case 2 -> new Block(limits.permits());
      case 3 -> new PriorityShedding(limits, true, fair, UsualStrategies.SHARES, 0.5);
      case 4 -> new CoDel(limits, Duration.ofNanos(50_000), Duration.ofMillis(1));
      case 5 -> new WorkerPool(limits.permits(), limits.waitingRoom(), unfair);
      case 6 -> new Adaptive(limits, true, fair, 1, MOST_PERMITS);
      case 7 -> new Reject(limits.permits());
      case 8 -> new Demand(limits.permits(), limits.waitingRoom());
      case 9 -> new LeakyBucket(20_000, limits.waitingRoom(), limits.maxWait());
      case 10 -> new TokenBucket(1 + random(50_000), 1 + random(16));
      default -> new None();
    };
  }

  private void comeAndGo() {
    Deque<Permit> held = new ArrayDeque<>();
    while (!over) {
      switch (random(6)) {
        case 0, 1, 2 -> enter(held);
        case 3 ->
            held.stream().findFirst().ifPresent(permit -> permit.costs(1 + random(MOST_COST)));
        default -> leave(held);
      }
    }
    while (!held.isEmpty()) {
      leave(held);
    }
  }

  private void enter(Deque<Permit> held) {
    Arrival arrival =
        new Arrival(any(PRIORITIES), any(CALLERS), OptionalLong.empty())
            .in(new Partition(any(PARTITIONS), 1, 1, 0))
            .costing(1 + random(MOST_COST))
            .withDeadline(System.nanoTime() + random(MOST_PATIENCE_NANOS));
    arrivals.increment();
    if (audited.enter(arrival) instanceof Admitted admitted) {
      mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
      held.add(admitted.permit());
    }
  }

  private void leave(Deque<Permit> held) {
    Permit permit = held.poll();
    if (permit != null) {
      inside.decrementAndGet();
      permit.close();
      permit.close();
    }
  }

  private static <T> T any(List<T> all) {
    return all.get(random(all.size()));
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }
}
