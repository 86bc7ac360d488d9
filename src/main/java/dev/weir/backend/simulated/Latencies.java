package dev.weir.backend.simulated;

import java.util.Random;

/**
 * Draws what each call of a simulated backend takes when nothing is in its way, and whether it
 * fails. What the n-th call gets depends on the seed alone, and its jitter not on whether some
 * calls are slow or fail.
 */
final class Latencies {

  private final Random jitter;
  private final Random slowness;
  private final Random failure;
  private final SimulatedConfig config;

  Latencies(SimulatedConfig config) {
    this.config = config;
    this.jitter = new Random(config.seed());
    this.slowness = new Random(~config.seed());
    this.failure = new Random(new Random(config.seed()).nextLong());
  }

  /** Draws what the next call takes, in nanoseconds. */
  double draw(Pace pace) {
    double swing = config.jitter().toNanos() * (2 * jitter.nextDouble() - 1);
    double usual = Math.max(0, pace.latency().toNanos() + swing);
    return slowness.nextDouble() < config.slowShare() ? usual * config.slowFactor() : usual;
  }

  /** Draws whether the next call fails. */
  boolean fails(Pace pace) {
    return failure.nextDouble() < pace.errorShare();
  }
}
