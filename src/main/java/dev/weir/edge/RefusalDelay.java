package dev.weir.edge;

import dev.weir.gate.Admission.Shed;
import dev.weir.time.CoalescingSleeper;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Spaces refusals out, so that callers that obey {@code Retry-After} come back one by one. That has
 * whole seconds only, and a crowd that gets the same second comes back as a crowd: so each refusal
 * is held until its turn is whole seconds away. A caller that asks again at once asks less often
 * too, and leaves the processor to the admitted requests.
 *
 * <p>No refusal is held for longer than is allowed, nor beyond its request's own deadline. With
 * less than a second for that, the turns are still spread over what there is, and the seconds
 * rounded up. No more than {@link #MOST} are held at a time: beyond that refusals are sent at once.
 *
 * <p>Safe for use by any thread.
 */
public final class RefusalDelay {

  static final int MOST = 8_192;

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long longestNanos;
  private final LongSupplier nanoTime;
  private final CoalescingSleeper sleeper;
  private final AtomicInteger held = new AtomicInteger();

  /**
   * Makes a delay of refusals.
   *
   * @param longest for how long a refusal may be held; 0 for never
   * @param nanoTime {@link System#nanoTime}, or what a test has in its place
   * @param sleeper wakes the refusals that are held
   */
  public RefusalDelay(Duration longest, LongSupplier nanoTime, CoalescingSleeper sleeper) {
    this.longestNanos = longest.toNanos();
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
  }

  /**
   * Waits until a refusal may be sent, or until the thread is interrupted, whose flag stays set.
   *
   * @param deadlineNanos the request's own deadline
   * @return the time from then to the caller's turn
   */
  Duration await(Shed shed, OptionalLong deadlineNanos) {
    long nowNanos = nanoTime.getAsLong();
    long holdNanos = holdNanos(shed, deadlineNanos, nowNanos);
    if (holdNanos == 0) {
      return shed.retryAfter();
    }
    boolean place = held.incrementAndGet() <= MOST;
    if (place) {
      sleeper.sleep(Duration.ofNanos(holdNanos));
    }
    held.decrementAndGet();
    return place ? shed.retryAfter().minusNanos(holdNanos) : shed.retryAfter();
  }

  /** Returns for how long a refusal is held that comes at this moment. */
  long holdNanos(Shed shed, OptionalLong deadlineNanos, long nowNanos) {
    long leftNanos = deadlineNanos.orElse(nowNanos + longestNanos) - nowNanos;
    long mostNanos = Math.min(longestNanos - shed.waitedNanos(), leftNanos);
    long beyondTheSecond = shed.retryAfter().toNanos() % SECOND_NANOS;
    return mostNanos <= 0 ? 0 : beyondTheSecond % mostNanos;
  }
}
