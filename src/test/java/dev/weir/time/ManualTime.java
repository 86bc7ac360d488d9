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

  /** Lets something happen between two steps: when the clock is read for the next time. */
  public void asTheClockIsRead(Runnable meanwhile) {
    asTheClockIsRead.add(meanwhile);
  }

  /** Moves the clock, and lets expire what is due then. */
  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
    look();
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
