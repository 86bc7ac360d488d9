package dev.weir.gate.strategy;

import dev.weir.gate.CallResult;
import dev.weir.gate.estimate.LimitFinder;
import dev.weir.gate.estimate.LimitSearch;
import dev.weir.gate.queue.QueueSettings;
import dev.weir.gate.queue.QueueingSemaphore;
import dev.weir.gate.queue.Waiter;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force at a gate, and the search for its number of permits while they ask for one.
 * Safe for use by any thread.
 */
final class RulesInForce {

  private final QueueingSemaphore semaphore;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  // Changed only with the lock held.
  private volatile PermitRules rules;
  private volatile @Nullable LimitFinder finder;
  private @Nullable LimitSearch search;

  /** Begins with a semaphore that has the settings {@link #atFirst}. */
  RulesInForce(PermitRules rules, QueueingSemaphore semaphore, LongSupplier nanoTime) {
    this.rules = rules;
    this.semaphore = semaphore;
    this.nanoTime = nanoTime;
    begin(rules);
  }

  /** Returns the settings of a semaphore for such rules, before anything is known. */
  static QueueSettings atFirst(PermitRules rules) {
    return rules
        .beginSearch()
        .map(search -> rules.queue().withPermits(search.permits()))
        .orElse(rules.queue());
  }

  PermitRules get() {
    return rules;
  }

  /** Returns whether it matters how calls end. */
  boolean areSearching() {
    return finder != null;
  }

  /** Takes note of a call that ended now; see {@link LimitFinder#callEnded}. */
  void callEnded(long startNanos, long tookNanos, int inside, CallResult result) {
    LimitFinder current = finder;
    if (current != null) {
      current.callEnded(startNanos, tookNanos, inside, result);
    }
  }

  /**
   * Puts other rules in force, in one step at the semaphore. A search goes on if they search in the
   * same way.
   *
   * @param first does what has to be done before that; not called if these rules are in force
   */
  void update(PermitRules newRules, Runnable first) {
    lock.lock();
    try {
      PermitRules before = rules;
      if (newRules.equals(before)) {
        return;
      }
      first.run();
      QueueSettings queue = queueAfter(newRules);
      rules = newRules;
      if (!newRules.searchAs(before)) {
        begin(newRules);
      }
      semaphore.update(queue);
    } finally {
      lock.unlock();
    }
  }

  /** Returns what becomes of those that wait; see {@link QueueingSemaphore#rehearse}. */
  List<Waiter> rehearse(PermitRules newRules) {
    lock.lock();
    try {
      return newRules.equals(rules) ? List.of() : semaphore.rehearse(queueAfter(newRules));
    } finally {
      lock.unlock();
    }
  }

  private QueueSettings queueAfter(PermitRules newRules) {
    if (!newRules.searchAs(rules)) {
      return atFirst(newRules);
    }
    return areSearching() ? newRules.queue().withPermits(semaphore.permits()) : newRules.queue();
  }

  private void begin(PermitRules newRules) {
    LimitSearch begun = newRules.beginSearch().orElse(null);
    search = begun;
    finder =
        begun == null
            ? null
            : new LimitFinder(begun, begun.permits(), nanoTime, permits -> found(begun, permits));
  }

  /** A call that ended as the rules changed may still be about to tell an old search. */
  private void found(LimitSearch by, int permits) {
    lock.lock();
    try {
      if (by == search) {
        semaphore.resize(permits);
      }
    } finally {
      lock.unlock();
    }
  }
}
