package dev.weir.admission.strategy;

import com.netflix.concurrency.limits.limit.VegasLimit;
import dev.weir.admission.strategy.SampleWindow.Sample;

/**
 * Netflix's {@link VegasLimit} (after Brakmo and Peterson, "TCP Vegas", IEEE JSAC 1995): the share
 * of a call's time by which it is longer than a call of an idle backend is the share of the calls
 * that only wait for each other in there; the limit grows while these are few, and falls when they
 * are many.
 *
 * <p>It differs in these points:
 *
 * <ul>
 *   <li>It falls by the root of how much slower calls are, since calls that hinder each other slow
 *       down more than those that merely queue, and by half if they take twice as long; not by one.
 *   <li>It falls also when it is not reached, if calls take twice as long: a limit that is far too
 *       high is never reached before the backend has collapsed. It grows only while nearly all
 *       permits are out.
 *   <li>It grows by half of the way to where it last had to fall from (Xu, Harfoush and Rhee,
 *       "Binary Increase Congestion Control", INFOCOM 2004), and beyond that by one, two, four.
 *   <li>Whatever it says, no more than twice what is known to be good is in force, or 20: a backend
 *       that is flooded at once has collapsed before the first slow call tells of it.
 *   <li>Calls that began under another limit say little of the present one: they make it fall, but
 *       not below what has been good before, and never grow.
 *   <li>What a call of an idle backend takes is measured anew from time to time, with half of the
 *       permits unless no more are used anyway, and not from the calls of a backend that is kept
 *       full: these would count what they wait for each other as idle, and the limit would creep
 *       up.
 * </ul>
 */
final class Vegas implements LimitAlgorithm {

  private static final int WINDOWS_BETWEEN_MEASUREMENTS = 150;
  private static final double WEIGHT_OF_NEWEST = 0.25;
  private static final double CONGESTED = 2;
  private static final double HARDLY_SLOWER = 1.1;
  private static final double REACHED = 0.9;
  private static final double LEFT_WHEN_CONGESTED = 0.5;
  private static final double LEFT_AFTER_BAD = 0.9;
  private static final int UNKNOWN = 0;
  private static final int HARMLESS = 20;
  private static final int MOST_STEP = 8;
  private static final int FEW_WAIT = 2;
  private static final int MANY_WAIT = 5;

  private final int mostPermits;
  private VegasLimit limit;
  private double idleNanos;
  private double left = 1;
  private int step = 1;
  private int hadToFallFrom;
  private int knownGood = UNKNOWN;
  private int insideBefore = UNKNOWN;
  private int floor = 1;
  private int windows;

  Vegas(int permits, int mostPermits) {
    this.mostPermits = mostPermits;
    this.limit = beginningWith(permits);
  }

  @Override
  public int after(Sample sample) {
    windows++;
    if (windows < WINDOWS_BETWEEN_MEASUREMENTS) {
      follow(sample);
      return inForce();
    }
    boolean idle = 2 * sample.inside() <= limit.getLimit();
    // Of the two windows with half of the permits, the first still has calls from before.
    if (!idle && windows < WINDOWS_BETWEEN_MEASUREMENTS + 2) {
      return Math.max(1, limit.getLimit() / 2);
    }
    windows = 0;
    idleNanos = sample.medianNanos();
    limit = beginningWith(limit.getLimit());
    tellIdle();
    return inForce();
  }

  private int inForce() {
    int most = knownGood == UNKNOWN ? mostPermits : Math.max(HARMLESS, 2 * knownGood);
    return Math.min(limit.getLimit(), most);
  }

  private void follow(Sample sample) {
    learnIdle(sample.medianNanos());
    double slowdown = Math.max(1, sample.medianNanos() / idleNanos);
    boolean congested = slowdown >= CONGESTED || sample.bad();
    boolean reached = sample.inside() >= REACHED * limit.getLimit();
    floor = sample.stale() ? Math.max(1, knownGood) : 1;
    if (congested || (reached && !sample.stale())) {
      change(sample, slowdown);
    }
    if (!sample.stale()) {
      learnGood(slowdown);
    }
    insideBefore = sample.inside();
  }

  private void change(Sample sample, double slowdown) {
    left = sample.bad() ? LEFT_AFTER_BAD : left(slowdown);
    int before = inForce();
    if (before < limit.getLimit()) {
      limit = beginningWith(before);
      tellIdle();
    }
    limit.onSample(0, (long) (idleNanos * slowdown) + 1, before, sample.bad());
    if (limit.getLimit() < before) {
      hadToFallFrom = before;
      step = 1;
    } else if (before >= hadToFallFrom) {
      step = Math.min(2 * step, MOST_STEP);
    }
  }

  /** The calls that ended in this window met those that were inside in the one before. */
  private void learnGood(double slowdown) {
    knownGood = slowdown < HARDLY_SLOWER ? Math.max(insideBefore, knownGood) : knownGood;
    knownGood = Math.min(knownGood, limit.getLimit());
  }

  private static double left(double slowdown) {
    return slowdown >= CONGESTED ? LEFT_WHEN_CONGESTED : 1 / Math.sqrt(slowdown);
  }

  private double grown(double permitsNow) {
    return permitsNow + Math.max(step, (hadToFallFrom - (int) permitsNow) / 2);
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
        .alpha(FEW_WAIT)
        .beta(MANY_WAIT)
        // Never that few: it would grow by MANY_WAIT at once.
        .thresholdFunction(permitsNow -> -1)
        .increaseFunction(this::grown)
        .decreaseFunction(permitsNow -> Math.min(permitsNow, Math.max(floor, permitsNow * left)))
        .probeMultiplier(Integer.MAX_VALUE)
        .build();
  }
}
