package dev.weir.http;

import dev.weir.time.Departures;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Spaces refusals out when they come in a storm. A caller that asks again as soon as it is refused
 * costs the more the faster it is refused; held for a moment, it asks less often, and leaves the
 * processor to those who were admitted.
 *
 * <p>The first refusals go at once; beyond {@link #BURST} of them the turn of each comes a step
 * after the one before (virtual scheduling, ITU-T I.371, Annex A), and those whose turns are close
 * leave together ({@link Departures}). None is held for longer than is allowed; those that would
 * have to be are spread over the last third of that, since a crowd that is let go in one moment
 * comes back in one. No more than {@link #MOST} are held at a time: whoever comes then is refused
 * at once.
 *
 * <p>Safe for use by any thread.
 */
public final class Pace {

  static final int BURST = 64;
  static final int MOST = 8_192;

  private static final double SPREAD = 1.0 / 3;
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final long longestNanos;
  private final DoubleSupplier random;
  private final LongSupplier nanoTime;
  private final Departures departures;
  private final AtomicLong next;
  private final AtomicInteger held = new AtomicInteger();

  /**
   * Makes one.
   *
   * @param longest for how long a refusal may be held; 0 for never
   * @param random numbers from 0 (inclusive) to 1 (exclusive)
   * @param nanoTime {@link System#nanoTime}, or what a test has in its place
   * @param departures where they wait who are held
   */
  public Pace(
      Duration longest, DoubleSupplier random, LongSupplier nanoTime, Departures departures) {
    this.departures = departures;
    this.longestNanos = longest.toNanos();
    this.random = random;
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong());
  }

  /**
   * Waits until a refusal may go, or until the thread is interrupted, whose flag stays set.
   *
   * @param waitedNanos for how long its request has been held up already
   */
  void await(long waitedNanos) {
    long nowNanos = nanoTime.getAsLong();
    long mostNanos = longestNanos - waitedNanos;
    long holdNanos = holdNanos(nowNanos, mostNanos);
    if (holdNanos == 0) {
      return;
    }
    if (held.incrementAndGet() <= MOST) {
      departures.await(nowNanos + holdNanos);
    }
    held.decrementAndGet();
  }

  /** Takes a step for one that comes at this moment, and returns for how long it is held. */
  long holdNanos(long nowNanos, long mostNanos) {
    long turnNanos =
        next.updateAndGet(before -> nowNanos + untilTurnNanos(before + STEP_NANOS - nowNanos));
    long holdNanos = turnNanos - nowNanos;
    if (holdNanos == longestNanos) {
      holdNanos -= (long) (holdNanos * SPREAD * random.getAsDouble());
    }
    return Math.clamp(holdNanos, 0, Math.max(0, mostNanos));
  }

  private long untilTurnNanos(long stepNanos) {
    return Math.clamp(stepNanos, -BURST * STEP_NANOS, longestNanos);
  }
}
