package dev.weir;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What the random numbers of a test follow from: another in each run, or the one of {@code
 * -Dweir.seed}, which repeats a run. A test names it when it fails.
 */
public record Seed(long value) {

  /** Returns the one of this run. */
  public static Seed ofThisRun() {
    return new Seed(Long.getLong("weir.seed", new SecureRandom().nextInt()));
  }

  /** Returns random numbers for the round with this number, the same in whatever order. */
  public RandomGenerator numbers(int round) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(value * 1_000_003 + round);
  }

  /** Returns how to repeat it. */
  @Override
  public String toString() {
    return "-Dweir.seed=" + value;
  }
}
