package dev.weir.gate.shadow;

import dev.weir.Eventually;
import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Gate;
import dev.weir.gate.Permit;
import dev.weir.gate.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a gate in force: each on a thread that really waits, on a clock that is moved by hand
 * and stands still until all threads wait or are through.
 */
final class EnforcedRun {

  private record Visitor(Planned plan, Thread thread, CompletableFuture<Admission> admission) {
    boolean waits() {
      return !admission.isDone();
    }
  }

  private final AtomicLong clock = new AtomicLong();
  private final Map<Thread, Long> seen = new ConcurrentHashMap<>();
  private final Gate gate;
  private final List<Visitor> visitors = new ArrayList<>();
  private final NavigableMap<Long, List<Permit>> ends = new TreeMap<>();

  EnforcedRun(Strategy strategy, Decisions decisions) {
    gate =
        strategy.open(
            decisions,
            () -> {
              long now = clock.get();
              seen.put(Thread.currentThread(), now);
              return now;
            });
  }

  /** Lets all come, and looks at the gate at each of these moments, which are in order. */
  void run(List<Planned> requests, Iterable<Long> moments) {
    for (long moment : moments) {
      clock.set(moment);
      for (Permit ending : ends.getOrDefault(moment, List.of())) {
        ending.close();
        settle();
      }
      List.copyOf(visitors).stream().filter(Visitor::waits).forEach(this::look);
      // One may have seen the moment before it was looked at, and others have entered after it.
      settle();
      requests.stream().filter(plan -> plan.cameNanos() == moment).forEach(this::come);
    }
  }

  private void come(Planned plan) {
    CompletableFuture<Admission> admission = new CompletableFuture<>();
    Thread thread = Thread.startVirtualThread(() -> admission.complete(gate.enter(plan.arrival())));
    visitors.add(new Visitor(plan, thread, admission));
    settle();
  }

  /** Wakes one that waits, and lets it see whether its time is up: others may look meanwhile. */
  private void look(Visitor visitor) {
    LockSupport.unpark(visitor.thread());
    Eventually.until(
        () -> !visitor.waits() || seen.getOrDefault(visitor.thread(), -1L) == clock.get());
    settle();
  }

  /** A thread that is counted as waiting may have yet to look at the clock. */
  private static boolean isParked(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING -> true;
      default -> false;
    };
  }

  private void settle() {
    Eventually.until(
        () -> visitors.stream().filter(Visitor::waits).count() == gate.levels().waiting());
    Eventually.until(
        () -> visitors.stream().filter(Visitor::waits).allMatch(it -> isParked(it.thread())));
    for (Visitor visitor : List.copyOf(visitors)) {
      if (!visitor.waits()) {
        visitors.remove(visitor);
        if (visitor.admission().join() instanceof Admitted admitted) {
          ends.computeIfAbsent(
                  clock.get() + visitor.plan().callNanos(), moment -> new ArrayList<>())
              .add(admitted.permit());
        }
      }
    }
  }

  /** Ends all threads that still wait. */
  void close() {
    gate.close();
    visitors.forEach(visitor -> visitor.admission().join());
  }
}
