package dev.weir.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One time limit, which is set and cleared again and again by one owner.
 *
 * <p>It rings once for each time that it was set and not cleared soon enough; {@link #clear} and
 * {@link #set} say which of both was first, so that an owner never takes a ring for the limit that
 * it has set since.
 */
public final class Alarm implements AutoCloseable {

  static final long OFF = Long.MAX_VALUE;

  private final Alarms alarms;
  private final Runnable ring;
  private final AtomicLong due = new AtomicLong(OFF);
  private final AtomicBoolean listed = new AtomicBoolean();

  Alarm(Alarms alarms, Runnable ring) {
    this.alarms = alarms;
    this.ring = ring;
  }

  /**
   * Lets it ring after so long, instead of whenever it was set to before.
   *
   * @return when that is, on the clock of {@link Alarms#nowNanos}
   */
  public long set(Duration after) {
    long atNanos = alarms.nowNanos() + after.toNanos();
    due.set(atNanos);
    alarms.isSet(this, atNanos);
    return atNanos;
  }

  /**
   * Turns it off.
   *
   * @return whether it was still on; if not, it has rung, or was off
   */
  public boolean clear() {
    return due.getAndSet(OFF) != OFF;
  }

  long dueNanos() {
    return due.get();
  }

  /** Returns whether the caller is the one to put it on the list of those that are due soon. */
  boolean list() {
    return !listed.get() && listed.compareAndSet(false, true);
  }

  void unlist() {
    listed.set(false);
  }

  /** Its owner may be clearing it at this moment: only one of both comes first. */
  void ringIfStillDueAt(long dueNanos) {
    if (due.compareAndSet(dueNanos, OFF)) {
      Thread.ofVirtual().name("weir-alarm").start(ring);
    }
  }

  /** Turns it off for good. */
  @Override
  public void close() {
    due.set(OFF);
    alarms.remove(this);
  }
}
