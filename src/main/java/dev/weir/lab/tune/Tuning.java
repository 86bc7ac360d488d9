package dev.weir.lab.tune;

import dev.weir.lab.load.StoppedException;
import java.util.function.Consumer;

/** Measures step by step, and finds the knee. */
public final class Tuning {

  private final Trial trial;
  private final Ladder ladder;
  private final int most;

  /**
   * Prepares a tuning.
   *
   * @param most the largest number of permits to try
   */
  public Tuning(Trial trial, int most) {
    this.trial = trial;
    this.most = most;
    this.ladder = new Ladder(most);
  }

  /**
   * Measures, which takes about a minute, and returns the knee.
   *
   * @param progress hears of each sample
   * @throws NoKneeException if there is none up to the largest number
   */
  public Knee run(Consumer<Sample> progress) throws NoKneeException, StoppedException {
    while (ladder.hasNext()) {
      Sample sample = trial.measure(ladder.next());
      ladder.measured(sample);
      progress.accept(sample);
    }
    if (!ladder.isPassed()) {
      throw new NoKneeException(
          "goodput grows with the permits up to %d, the most that were tried; the knee is beyond that"
              .formatted(most));
    }
    return Knee.of(ladder.samples());
  }
}
