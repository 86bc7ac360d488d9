package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.ShedReason;
import dev.weir.gate.TimedPark;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An arrival that waits until it is settled: admitted, or shed for a reason.
 *
 * <p>It is settled once: by its own thread before it joins a line, afterwards by the thread that
 * holds the lock of that line. Only its own thread waits for that, or none.
 */
public final class Waiter {

  /** When it came. */
  public final long cameNanos;

  final Arrival arrival;
  final Holding holding;

  /** Whether it comes back in its turn. */
  final boolean inTurn;

  /** Its place in {@link Waiters}, which alone writes these. */
  @Nullable Waiter before;

  @Nullable Waiter after;
  @Nullable Waiters in;

  /** How many had joined its line when it did, with it; where that matters. */
  long number;

  /** How many had come to the room when it did, with it. */
  long joined;

  /** Written before it is admitted. */
  int permits;

  /** Another one that was called with it, and is yet to be woken. */
  @Nullable Waiter calledBefore;

  /**
   * How long after it came it has to look whether its turn has come by the clock; 0 if by no clock,
   * so that most are made without a write to it.
   */
  private volatile long calledAfterNanos;

  private final Thread thread = Thread.currentThread();
  private final @Nullable Runnable woken;
  private @Nullable ShedReason shedReason;
  private volatile boolean settled;

  /** The calling thread is the one that will wait. */
  public Waiter(Arrival arrival, long cameNanos) {
    this(new Holding(arrival), cameNanos, false, null);
  }

  /**
   * The same of one that may come back in its turn, and of what it will have.
   *
   * @param woken called in place of the thread, if none waits
   */
  public Waiter(Holding holding, long cameNanos, boolean inTurn, @Nullable Runnable woken) {
    this.arrival = holding.arrival;
    this.holding = holding;
    this.cameNanos = cameNanos;
    this.inTurn = inTurn;
    this.woken = woken;
  }

  /** Makes one that has come when this one did, and that no thread waits for. */
  Waiter copy() {
    return new Waiter(new Holding(arrival), cameNanos, inTurn, () -> {});
  }

  /** Returns whether it is settled. */
  public boolean isSettled() {
    return settled;
  }

  /** Returns why it was shed, or null if it was admitted; only when it is settled. */
  public @Nullable ShedReason shedReason() {
    return shedReason;
  }

  /** Returns how many permits it was admitted with at a {@link QueueingSemaphore}. */
  public int permits() {
    return permits;
  }

  /** Settles it. If it is in a line, it has to be woken afterwards. */
  public void admit() {
    settled = true;
  }

  /** Settles it. If it is in a line, it has to be woken afterwards. */
  public void shed(ShedReason reason) {
    shedReason = reason;
    settled = true;
  }

  /** Returns when it has to look what is due, if its time is over at a moment. */
  public long wakesAt(long untilNanos) {
    long afterNanos = calledAfterNanos;
    return afterNanos == 0 ? untilNanos : cameNanos + Math.min(afterNanos, untilNanos - cameNanos);
  }

  /** Returns whether its turn may come by the clock before its time is over. */
  boolean isCalledBy(long untilNanos) {
    long afterNanos = calledAfterNanos;
    return afterNanos != 0 && afterNanos <= untilNanos - cameNanos;
  }

  /** Makes its thread look at a moment, after it came, whether its turn has come. */
  void callAt(long nanos) {
    long afterNanos = Math.max(1, nanos - cameNanos);
    if (afterNanos != calledAfterNanos) {
      calledAfterNanos = afterNanos;
      wake();
    }
  }

  /** Its turn comes by no clock, or not at the moment that was said. */
  void forgetCall() {
    calledAfterNanos = 0;
  }

  /** Wakes its thread, or calls what is called in its place, with or without the lock. */
  public void wake() {
    if (woken == null) {
      LockSupport.unpark(thread);
    } else {
      woken.run();
    }
  }

  /**
   * Waits until it is settled, at the latest when a moment on the clock has come or its thread is
   * interrupted; the interrupt flag stays as it is.
   *
   * @param timeIsUp settles it at that moment, or when it is called for an earlier one, unless
   *     another thread was faster
   * @param interrupted settles it when its thread is interrupted, unless another was faster
   */
  public void await(
      long untilNanos,
      LongSupplier nanoTime,
      TimedPark park,
      Runnable timeIsUp,
      Runnable interrupted) {
    while (!settled) {
      park(untilNanos, nanoTime, park);
      if (!settled) {
        (thread.isInterrupted() ? interrupted : timeIsUp).run();
      }
    }
  }

  private void park(long untilNanos, LongSupplier nanoTime, TimedPark park) {
    for (; ; ) {
      long leftNanos = wakesAt(untilNanos) - nanoTime.getAsLong();
      if (settled || thread.isInterrupted() || leftNanos <= 0) {
        return;
      }
      park.parkNanos(this, leftNanos);
    }
  }
}
