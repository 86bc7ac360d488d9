package dev.weir.gate.strategy;

import dev.weir.gate.Arrival.Priority;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One who waits, and what becomes of it.
 *
 * <p>The verdict changes once, by whoever holds the lock of the line in which this one stands; only
 * its own thread waits for that.
 */
final class Waiter {

  final Priority priority;
  final long cameNanos;

  /** Whether it comes back when it was told. */
  final boolean inTurn;

  /** Its place in {@link Waiters}, which alone writes these. */
  @Nullable Waiter before;

  @Nullable Waiter after;
  @Nullable Waiters in;

  private final Thread thread = Thread.currentThread();
  private volatile Verdict verdict = Verdict.WAITING;

  /** The calling thread is the one that will wait. */
  Waiter(Priority priority, long cameNanos) {
    this(priority, cameNanos, false);
  }

  /** The same of one that may come back when it was told. */
  Waiter(Priority priority, long cameNanos, boolean inTurn) {
    this.priority = priority;
    this.cameNanos = cameNanos;
    this.inTurn = inTurn;
  }

  Verdict verdict() {
    return verdict;
  }

  /** With the line's lock held: says what became of it, and wakes it. */
  void decide(Verdict decided) {
    settle(decided);
    wake();
  }

  /** With the line's lock held: says what became of it. It has to be woken afterwards. */
  void settle(Verdict decided) {
    verdict = decided;
  }

  /** Wakes it, with or without the lock. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /**
   * Waits until it is decided, a moment on the clock has come, or its thread is interrupted; the
   * flag of the thread stays as it is.
   *
   * @param untilNanos the moment, looked up again whenever it is woken
   * @param whenOver the verdict with which it leaves when the moment has come
   * @param leave takes it out of line with a verdict, unless somebody was faster to decide
   */
  Verdict await(
      LongSupplier untilNanos, LongSupplier nanoTime, Verdict whenOver, Consumer<Verdict> leave) {
    park(untilNanos, nanoTime);
    if (verdict == Verdict.WAITING) {
      leave.accept(thread.isInterrupted() ? Verdict.INTERRUPTED : whenOver);
    }
    return verdict;
  }

  private void park(LongSupplier untilNanos, LongSupplier nanoTime) {
    for (; ; ) {
      // Looked up before the verdict: where that takes a lock, the wait for it uses up a wake-up.
      long leftNanos = untilNanos.getAsLong() - nanoTime.getAsLong();
      if (verdict != Verdict.WAITING || thread.isInterrupted() || leftNanos <= 0) {
        return;
      }
      LockSupport.parkNanos(this, leftNanos);
    }
  }
}
