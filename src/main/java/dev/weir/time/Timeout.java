package dev.weir.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One timeout, which its owner schedules and cancels again and again.
 *
 * <p>It expires once for each time that it was scheduled and neither cancelled nor scheduled anew
 * in time. {@link #cancel} says which of both came first, so that an owner never takes an
 * expiration for one of the timeout that it has scheduled since.
 */
public final class Timeout implements AutoCloseable {

  static final long OFF = Long.MAX_VALUE;

  private final Timeouts timeouts;
  private final Runnable expire;
  private final AtomicLong due = new AtomicLong(OFF);
  private final AtomicBoolean enqueued = new AtomicBoolean();
  private volatile boolean closed;

  Timeout(Timeouts timeouts, Runnable expire) {
    this.timeouts = timeouts;
    this.expire = expire;
  }

  /**
   * Schedules the timeout, instead of whatever it was scheduled for before; a closed one stays off.
   *
   * @return when it expires, on the clock of {@link Timeouts#nowNanos}
   */
  public long schedule(Duration after) {
    long atNanos = timeouts.nowNanos() + after.toNanos();
    if (!closed) {
      due.set(atNanos);
      timeouts.scheduled(this, atNanos);
    }
    return atNanos;
  }

  /**
   * Cancels the timeout.
   *
   * @return whether it was scheduled; if not, it has expired, or was not scheduled at all
   */
  public boolean cancel() {
    return due.getAndSet(OFF) != OFF;
  }

  long dueNanos() {
    return due.get();
  }

  /** Returns whether the caller is the one to put the timeout among those that are due soon. */
  boolean enqueue() {
    return !enqueued.get() && enqueued.compareAndSet(false, true);
  }

  void dequeue() {
    enqueued.set(false);
  }

  /** Expires, unless the owner cancels or schedules it at this moment and comes first. */
  void expireIfStillDueAt(long dueNanos) {
    if (due.compareAndSet(dueNanos, OFF)) {
      timeouts.expire(expire);
    }
  }

  /** Cancels the timeout for good. */
  @Override
  public void close() {
    closed = true;
    due.set(OFF);
    timeouts.remove(this);
  }
}
