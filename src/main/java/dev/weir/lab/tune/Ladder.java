package dev.weir.lab.tune;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Which numbers of permits to measure: twice as many each time, until it is clear that the knee is
 * passed; then some around the best of these; then those around the knee that the samples have so
 * far, twice, since it is there that they decide.
 */
final class Ladder {

  /** Of the greatest power: a ceiling halves the power of twice the permits. */
  private static final double CLEARLY_LESS = 0.7;

  private static final double[] AROUND_BEST = {0.63, 0.79, 1, 1.26, 1.59};
  private static final double[] AROUND_KNEE = {0.4, 0.7, 0.85, 1, 1.15, 1.4};

  private final int most;
  private final List<Sample> samples = new ArrayList<>();
  private final Deque<Integer> next = new ArrayDeque<>(List.of(1));
  private Step step = Step.CLIMB;

  private enum Step {
    CLIMB,
    AROUND_BEST,
    AROUND_KNEE,
    AGAIN
  }

  /**
   * Begins at the bottom.
   *
   * @param most the largest number to measure
   */
  Ladder(int most) {
    this.most = most;
  }

  boolean hasNext() {
    return !next.isEmpty();
  }

  /** Returns the number to measure next; {@link #measured} has to follow. */
  int next() {
    return next.remove();
  }

  /** Takes the sample of the number that was to be measured. */
  void measured(Sample sample) {
    samples.add(sample);
    if (next.isEmpty()) {
      goOn(sample);
    }
  }

  /** Returns all samples. */
  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** Returns whether the knee is passed. */
  boolean isPassed() {
    return step != Step.CLIMB;
  }

  private void goOn(Sample sample) {
    switch (step) {
      case CLIMB -> climb(sample);
      case AROUND_BEST -> around(Knee.of(samples).permits(), AROUND_KNEE, Step.AROUND_KNEE);
      case AROUND_KNEE -> around(Knee.of(samples).permits(), AROUND_KNEE, Step.AGAIN);
      case AGAIN -> {}
    }
  }

  private void climb(Sample sample) {
    Sample best = Sample.strongest(samples);
    if (sample.power() < CLEARLY_LESS * best.power()) {
      around(best.permits(), AROUND_BEST, Step.AROUND_BEST);
    } else if (sample.permits() < most) {
      next.add(Math.min(most, 2 * sample.permits()));
    }
  }

  private void around(double centre, double[] factors, Step newStep) {
    step = newStep;
    DoubleStream.of(factors)
        .mapToInt(factor -> (int) Math.clamp(Math.round(centre * factor), 1L, most))
        .distinct()
        .forEach(next::add);
  }
}
