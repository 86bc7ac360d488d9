package dev.weir.lab.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the {@link Scaling} that is nearest to some samples: the sum of the squares of their
 * relative errors is least.
 *
 * <p>A point of the search has four axes: the logarithms of corner and sharpness, the queueing, and
 * a quarter of the logarithm of the coherency, which matters less. The rate of one follows from
 * them.
 */
final class ScalingFit {

  private static final double FIRST_STEP = 0.25;
  private static final double LAST_STEP = 0.0005;
  private static final double[] SHARPNESSES = {1, 2.5, 20};
  private static final double[] QUEUEINGS = {0, 1};
  private static final double[] COHERENCIES = {0.001, 0.1, 1, 5};
  private static final double CORNERS_APART = 1.2;
  private static final double LARGEST_SHARPNESS = 40;
  private static final double LEAST_COHERENCY = 1e-4;
  private static final double LARGEST_COHERENCY = 100;

  private final List<Sample> samples;
  private final PatternSearch search;

  private ScalingFit(List<Sample> samples) {
    this.samples = samples;
    this.search = new PatternSearch(this::error, FIRST_STEP, LAST_STEP);
  }

  /**
   * Returns the scaling that is nearest to samples, of which there is at least one. There may be
   * several hollows: it looks into one for each kind of bend.
   */
  static Scaling of(List<Sample> samples) {
    ScalingFit fit = new ScalingFit(samples);
    List<double[]> found = new ArrayList<>();
    for (double sharpness : SHARPNESSES) {
      for (double queueing : QUEUEINGS) {
        found.add(fit.search.from(fit.best(fit.coarse(sharpness, queueing))));
      }
    }
    return fit.scaling(fit.best(found));
  }

  /** Returns the scaling near another one that is nearest to samples. */
  static Scaling near(Scaling scaling, List<Sample> samples) {
    ScalingFit fit = new ScalingFit(samples);
    return fit.scaling(fit.search.from(point(scaling)));
  }

  private List<double[]> coarse(double sharpness, double queueing) {
    double most = samples.stream().mapToInt(Sample::permits).max().orElseThrow();
    List<double[]> points = new ArrayList<>();
    for (double corner = 1; corner <= 2 * most; corner *= CORNERS_APART) {
      for (double coherency : COHERENCIES) {
        points.add(point(new Scaling(1, corner, sharpness, queueing, coherency)));
      }
    }
    return points;
  }

  private double[] best(List<double[]> points) {
    return points.stream().min(Comparator.comparingDouble(this::error)).orElseThrow();
  }

  private double error(double[] point) {
    Scaling scaling = scaling(point);
    return samples.stream().mapToDouble(sample -> Math.pow(logError(scaling, sample), 2)).sum();
  }

  private static double[] point(Scaling scaling) {
    return new double[] {
      Math.log(scaling.corner()),
      Math.log(scaling.sharpness()),
      scaling.queueing(),
      Math.log(scaling.coherency()) / 4
    };
  }

  /** The rate of one is that with which the relative errors are 0 on average. */
  private Scaling scaling(double[] point) {
    Scaling ofOne =
        new Scaling(
            1,
            Math.exp(point[0]),
            Math.clamp(Math.exp(point[1]), 1, LARGEST_SHARPNESS),
            Math.clamp(point[2], 0, 1),
            Math.clamp(Math.exp(4 * point[3]), LEAST_COHERENCY, LARGEST_COHERENCY));
    double log =
        samples.stream().mapToDouble(sample -> logError(ofOne, sample)).average().orElseThrow();
    return new Scaling(
        Math.exp(log), ofOne.corner(), ofOne.sharpness(), ofOne.queueing(), ofOne.coherency());
  }

  private static double logError(Scaling scaling, Sample sample) {
    return Math.log(sample.perSecond() / scaling.perSecond(sample.permits()));
  }
}
