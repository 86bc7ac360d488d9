package dev.weir.admission.strategy;

import com.netflix.concurrency.limits.limit.VegasLimit;
import dev.weir.admission.strategy.SampleWindow.Sample;

/**
 * Netflix's {@link VegasLimit} (after Brakmo and Peterson, "TCP Vegas", IEEE JSAC 1995): the share
 * of a call's time by which it is longer than a call of an idle backend is the share of the calls
 * that only wait for each other in there; the limit grows while these are few, and falls when they
 * are many.
 *
 * <p>It differs in three points:
 *
 * <ul>
 *   <li>It falls by what is estimated to wait, by half at the most, not by one: from ten times too
 *       high it is right after seconds.
 *   <li>It falls also when it is not reached, if calls take twice as long as they should: a limit
 *       that is far too high is never reached before the backend has collapsed.
 *   <li>What a call of an idle backend takes is measured anew from time to time, with half of the
 *       permits, and not from the calls of a backend that is kept full: these would count what they
 *       wait for each other as idle, and the limit would creep up.
 * </ul>
 */
final class Vegas implements LimitAlgorithm {

  private static final int WINDOWS_BETWEEN_MEASUREMENTS = 150;
  private static final double WEIGHT_OF_NEWEST = 0.25;
  private static final double CONGESTED = 2;
  private static final double LEAST_LEFT = 0.5;
  private static final double LEFT_AFTER_BAD = 0.9;

  private final int mostPermits;
  private VegasLimit limit;
  private double idleNanos;
  private double left = 1;
  private int windows;

  Vegas(int permits, int mostPermits) {
    this.mostPermits = mostPermits;
    this.limit = beginningWith(permits);
  }

  @Override
  public int after(Sample sample) {
    windows++;
    if (windows < WINDOWS_BETWEEN_MEASUREMENTS) {
      return follow(sample);
    }
    int half = Math.max(1, limit.getLimit() / 2);
    // Of the two windows with half of the permits, the first still has calls from before.
    if (windows < WINDOWS_BETWEEN_MEASUREMENTS + 2) {
      return half;
    }
    windows = 0;
    idleNanos = sample.medianNanos();
    limit = beginningWith(limit.getLimit());
    tellIdle();
    return limit.getLimit();
  }

  private int follow(Sample sample) {
    learnIdle(sample.medianNanos());
    double slowdown = Math.max(1, sample.medianNanos() / idleNanos);
    left = sample.bad() ? LEFT_AFTER_BAD : Math.max(LEAST_LEFT, 1 / slowdown);
    int inside =
        slowdown >= CONGESTED
            ? Math.max(limit.getLimit(), sample.mostInside())
            : sample.mostInside();
    limit.onSample(0, (long) (idleNanos * slowdown) + 1, inside, sample.bad());
    return limit.getLimit();
  }

  /** A window that was quicker by chance must not set the mark for all that follow. */
  private void learnIdle(long medianNanos) {
    if (idleNanos == 0) {
      idleNanos = medianNanos;
      tellIdle();
    } else if (medianNanos < idleNanos) {
      idleNanos += (medianNanos - idleNanos) * WEIGHT_OF_NEWEST;
      tellIdle();
    }
  }

  /** The quickest that it is shown is what it takes for idle; that changes nothing else. */
  private void tellIdle() {
    limit.onSample(0, Math.max(1, (long) idleNanos), 0, false);
  }

  private VegasLimit beginningWith(int permits) {
    return VegasLimit.newBuilder()
        .initialLimit(permits)
        .maxConcurrency(mostPermits)
        .decreaseFunction(permitsNow -> permitsNow * left)
        .probeMultiplier(Integer.MAX_VALUE)
        .build();
  }
}
