package dev.weir.time;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that a test moves, and timeouts on it that expire on the test's own thread, as the clock
 * is moved.
 */
public final class ManualTime {

  // The clock of the JDK may pass the largest number as well.
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
  private final Queue<Runnable> expired = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> asTheClockIsRead = new ConcurrentLinkedQueue<>();
  private final Timeouts timeouts = new Timeouts(this::nanoTime, expired::add);

  public Timeouts timeouts() {
    return timeouts;
  }

  /** Returns the time, as {@link System#nanoTime} does. */
  public long nanoTime() {
    Runnable meanwhile = asTheClockIsRead.poll();
    if (meanwhile != null) {
      meanwhile.run();
    }
    return nanos.get();
  }

  /** Moves the clock, and lets expire what is due then. */
  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
    look();
    expireAll();
  }

  /** Does the same, and lets something happen as what expires first reads the clock. */
  public void advance(Duration time, Runnable meanwhile) {
    nanos.addAndGet(time.toNanos());
    look();
    asTheClockIsRead.add(meanwhile);
    expireAll();
  }

  /** Looks for timeouts that are due; their actions wait for {@link #expireAll}. */
  long look() {
    return timeouts.look();
  }

  void expireAll() {
    for (Runnable next = expired.poll(); next != null; next = expired.poll()) {
      next.run();
    }
  }
}
