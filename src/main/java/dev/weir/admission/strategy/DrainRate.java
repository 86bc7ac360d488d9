package dev.weir.admission.strategy;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many permits came back per second, lately, while there was more demand than permits.
 *
 * <p>Time without demand says nothing about how fast the backend can work, so whoever owns this
 * restarts the measurement when demand sets in again. The rate is an exponentially weighted moving
 * average over windows of a quarter of a second. Permits are counted only while there is demand,
 * since a count that all threads share takes as long as a permit.
 *
 * <p>To {@link #restart}, {@link #sample} and {@link #pause} the caller holds a lock; all else may
 * be called by any thread.
 */
final class DrainRate {

  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final double WEIGHT_OF_NEWEST = 0.3;

  private final AtomicLong returned = new AtomicLong();
  private volatile boolean counting;
  private volatile long windowStartNanos;
  private long returnedAtStart;
  private volatile OptionalDouble perSecond = OptionalDouble.empty();

  /** Returns whether there is demand, so that permits that come back are to be counted. */
  boolean counting() {
    return counting;
  }

  /** Demand is over: permits that come back do not count until there is a restart or a sample. */
  void pause() {
    counting = false;
  }

  /** Counts one permit that came back, and returns the count. */
  long permitReturned() {
    return returned.incrementAndGet();
  }

  /** Returns how many permits have been counted. */
  long returned() {
    return returned.get();
  }

  /** Forgets the window under way, not the rate: demand has only now set in. */
  void restart(long nowNanos) {
    count();
    windowStartNanos = nowNanos;
    returnedAtStart = returned.get();
  }

  /** Takes a sample, if the window under way is over. */
  void sample(long nowNanos) {
    count();
    if (!windowOver(nowNanos)) {
      return;
    }
    double newest = (returned.get() - returnedAtStart) * 1e9 / (nowNanos - windowStartNanos);
    double before = perSecond.orElse(newest);
    perSecond = OptionalDouble.of(before + (newest - before) * WEIGHT_OF_NEWEST);
    restart(nowNanos);
  }

  /** Returns whether {@link #sample} would change anything. */
  boolean sampleDue(long nowNanos) {
    return !counting || windowOver(nowNanos);
  }

  /** Returns the rate, once it is known. */
  OptionalDouble perSecond() {
    return perSecond;
  }

  private boolean windowOver(long nowNanos) {
    return nowNanos - windowStartNanos >= WINDOW_NANOS;
  }

  /** Writes only what changes: all threads read it. */
  private void count() {
    if (!counting) {
      counting = true;
    }
  }
}
