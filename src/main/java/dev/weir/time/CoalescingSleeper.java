package dev.weir.time;

import dev.weir.time.Timeouts.Timeout;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets many threads sleep until moments that need not be exact: those whose moments are close wake
 * together.
 *
 * <p>A timed park sets a timer of the JDK, and wakes the thread that keeps these, each time. Here
 * all that wake in the same step of time share one {@link Timeout}.
 *
 * <p>Safe for use by any thread, and meant for virtual ones.
 */
public final class CoalescingSleeper implements AutoCloseable {

  static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Timeouts timeouts;
  private final ConcurrentMap<Long, WakeUp> wakeUps = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Makes a sleeper on the clock of these timeouts. */
  public CoalescingSleeper(Timeouts timeouts) {
    this.timeouts = timeouts;
  }

  /** The beginning of one step, at which all that sleep until a moment within it wake. */
  private final class WakeUp {
    final CountDownLatch over = new CountDownLatch(1);
    private final long step;
    private final Timeout timeout = timeouts.add(this::expire);

    WakeUp(long step) {
      this.step = step;
    }

    WakeUp after(long nanos) {
      timeout.schedule(Duration.ofNanos(nanos));
      return this;
    }

    private void expire() {
      timeout.close();
      wakeUps.remove(step);
      over.countDown();
    }
  }

  /**
   * Sleeps for about so long, and for a hundredth of a second less at most; or until the thread is
   * interrupted, whose flag stays set, or until this is closed.
   */
  public void sleep(Duration time) {
    long nowNanos = timeouts.nowNanos();
    long step = Math.floorDiv(nowNanos + time.toNanos(), STEP_NANOS);
    long leftNanos = step * STEP_NANOS - nowNanos;
    if (leftNanos <= 0) {
      return;
    }
    WakeUp wakeUp = wakeUps.computeIfAbsent(step, at -> new WakeUp(at).after(leftNanos));
    // Either this sees that it is closed, or close() sees the sleeper's wake-up.
    if (closed) {
      return;
    }
    try {
      wakeUp.over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Wakes all sleepers at once, and lets none sleep from now on. */
  @Override
  public void close() {
    closed = true;
    wakeUps.values().forEach(WakeUp::expire);
  }
}
