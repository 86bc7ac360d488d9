package dev.weir.lab.tune;

import java.util.Arrays;
import java.util.List;

/**
 * The knee of a backend: up to so many requests at once goodput grows, and beyond it latency.
 *
 * @param permits where it is
 * @param error the standard error of that
 * @param perSecond how many requests in a second are served there
 * @param secondsAlone how long a request takes when it is alone
 */
public record Knee(double permits, double error, double perSecond, double secondsAlone) {

  /**
   * Finds the knee of a backend that has been measured at no fewer than three numbers of permits.
   *
   * <p>The error is that of the jackknife (Tukey, 1958): how much the knee moves when one number of
   * permits had not been measured, so it has in it the noise of the samples, and how badly the
   * model fits them.
   */
  static Knee of(List<Sample> samples) {
    Scaling scaling = ScalingFit.of(samples);
    double permits = knee(scaling, samples);
    double[] without =
        samples.stream()
            .map(Sample::permits)
            .distinct()
            .map(level -> without(level, samples))
            .mapToDouble(others -> knee(ScalingFit.near(scaling, others), others))
            .toArray();
    return new Knee(permits, error(without), scaling.perSecond(permits), 1 / scaling.alone());
  }

  private static double knee(Scaling scaling, List<Sample> samples) {
    return scaling.knee(1, samples.stream().mapToInt(Sample::permits).max().orElseThrow());
  }

  private static List<Sample> without(int level, List<Sample> samples) {
    return samples.stream().filter(sample -> sample.permits() != level).toList();
  }

  private static double error(double[] knees) {
    double mean = Arrays.stream(knees).average().orElseThrow();
    double squares = Arrays.stream(knees).map(knee -> Math.pow(knee - mean, 2)).sum();
    return Math.sqrt(squares * (knees.length - 1) / knees.length);
  }
}
