package dev.weir.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One time limit, which is set and cleared again and again by one owner.
 *
 * <p>It rings once for each time that it was set and not cleared soon enough; {@link #cancel} and
 * {@link #schedule} say which of both was first, so that an owner never takes a expire for the limit that
 * it has set since.
 */
public final class Timeout implements AutoCloseable {

  static final long OFF = Long.MAX_VALUE;

  private final Timeouts timeouts;
  private final Runnable expire;
  private final AtomicLong due = new AtomicLong(OFF);
  private final AtomicBoolean enqueued = new AtomicBoolean();

  Timeout(Timeouts timeouts, Runnable expire) {
    this.timeouts = timeouts;
    this.expire = expire;
  }

  /**
   * Lets it expire after so long, instead of whenever it was set to before.
   *
   * @return when that is, on the clock of {@link Timeouts#nowNanos}
   */
  public long schedule(Duration after) {
    long atNanos = timeouts.nowNanos() + after.toNanos();
    due.set(atNanos);
    timeouts.scheduled(this, atNanos);
    return atNanos;
  }

  /**
   * Turns it off.
   *
   * @return whether it was still on; if not, it has rung, or was off
   */
  public boolean cancel() {
    return due.getAndSet(OFF) != OFF;
  }

  long dueNanos() {
    return due.get();
  }

  /** Returns whether the caller is the one to put it on the list of those that are due soon. */
  boolean enqueue() {
    return !enqueued.get() && enqueued.compareAndSet(false, true);
  }

  void dequeue() {
    enqueued.set(false);
  }

  /** Its owner may be clearing it at this moment: only one of both comes first. */
  void expireIfStillDueAt(long dueNanos) {
    if (due.compareAndSet(dueNanos, OFF)) {
      Thread.ofVirtual().name("weir-timeout").start(expire);
    }
  }

  /** Turns it off for good. */
  @Override
  public void close() {
    due.set(OFF);
    timeouts.remove(this);
  }
}
