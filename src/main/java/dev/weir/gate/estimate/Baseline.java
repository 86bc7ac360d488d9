package dev.weir.gate.estimate;

import dev.weir.gate.estimate.SampleWindow.Sample;
import org.jspecify.annotations.Nullable;

/**
 * What calls of this backend are like while it is not asked too much: how long they take and how
 * many of them fail. It says whether a window stands out from that by more than chance.
 *
 * <p>It follows at once what becomes better. What becomes worse it follows only in windows with few
 * calls inside, which can't be in each other's way, or by {@link #adopt}.
 */
final class Baseline {

  private static final double SLOW = Math.log(1.15);
  private static final double HARDLY_SLOWER = Math.log(1.03);
  private static final double SURE = 3;
  private static final double MORE_ERRORS = 0.05;
  private static final double WEIGHT_OF_BETTER = 0.25;
  private static final double WEIGHT_OF_IDLE = 0.1;
  private static final double WEIGHT_OF_ERRORS = 0.1;
  private static final double WEIGHT_OF_FEWER_ERRORS = 0.5;

  private final SamplingNoise noise = new SamplingNoise();
  private @Nullable LatencyProfile latencies;
  private double errorShare;

  /** Takes note of how much the windows differ by chance; the first is all that is known. */
  void observe(Sample sample) {
    if (sample.latencies() == null) {
      return;
    }
    if (sample.halvesApart() != 0) {
      noise.learn(sample.halvesApart(), sample.calls());
    }
    if (latencies == null) {
      latencies = sample.latencies();
    }
  }

  /** Returns the logarithm of how many times longer calls took; 0 if nothing is known. */
  double slowdown(Sample sample) {
    return sample.latencies() == null || latencies == null
        ? 0
        : sample.latencies().slowdownFrom(latencies);
  }

  /** Returns whether calls were slower than they should be. */
  boolean slow(Sample sample) {
    return slowdown(sample) >= Math.max(SLOW, SURE * noise.of(sample.calls()));
  }

  /** Returns whether calls were as quick as they should be. */
  boolean quick(Sample sample) {
    return slowdown(sample) < Math.max(HARDLY_SLOWER, noise.of(sample.calls()));
  }

  /** Returns whether more calls failed than should. */
  boolean erring(Sample sample) {
    return moreErrors(sample) > Math.max(MORE_ERRORS, SURE * errorNoise(sample));
  }

  /** Returns how much larger the share of errors was than it should be. */
  double moreErrors(Sample sample) {
    return sample.errorShare() - errorShare;
  }

  double noise(Sample sample) {
    return noise.of(sample.calls());
  }

  /** Returns how many calls a window needs for a slowdown with this standard error. */
  double callsFor(double precision) {
    return noise.callsFor(precision);
  }

  /** Learns from a window of calls that all began under the limit in force. */
  void learn(Sample sample, boolean idle) {
    if (sample.latencies() == null || latencies == null) {
      return;
    }
    if (slowdown(sample) < 0) {
      latencies = latencies.towards(sample.latencies(), WEIGHT_OF_BETTER);
    } else if (idle && !slow(sample)) {
      latencies = latencies.towards(sample.latencies(), WEIGHT_OF_IDLE);
    }
  }

  /** Learns the share of errors of any window that does not stand out by them. */
  void learnErrors(Sample sample) {
    if (!erring(sample)) {
      boolean fewer = moreErrors(sample) < -SURE * errorNoise(sample);
      errorShare += moreErrors(sample) * (fewer ? WEIGHT_OF_FEWER_ERRORS : WEIGHT_OF_ERRORS);
    }
  }

  /** Takes a window as what calls are like from now on. */
  void adopt(Sample sample) {
    if (sample.latencies() != null) {
      latencies = sample.latencies();
    }
    errorShare = Math.max(errorShare, sample.errorShare());
  }

  /** Returns the standard error of a share of errors (binomial). */
  private double errorNoise(Sample sample) {
    double share = Math.max(errorShare, 1.0 / sample.calls());
    return Math.sqrt(share * (1 - share) / sample.calls());
  }
}
