package dev.weir.backend.simulated;

import dev.weir.backend.simulated.SimulatedBackend.Behaviour;
import dev.weir.backend.simulated.SimulatedBackend.SlowTail;
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
  private final SlowTail tail;

  Latencies(long seed, SlowTail tail) {
    this.jitter = new Random(seed);
    this.slowness = new Random(~seed);
    this.failure = new Random(new Random(seed).nextLong());
    this.tail = tail;
  }

  /** Draws what the next call takes, in nanoseconds. */
  double draw(Behaviour behaviour) {
    double swing = behaviour.jitter().toNanos() * (2 * jitter.nextDouble() - 1);
    double usual = Math.max(0, behaviour.latency().toNanos() + swing);
    return slowness.nextDouble() < tail.share() ? usual * tail.factor() : usual;
  }

  /** Draws whether the next call fails. */
  boolean fails(Behaviour behaviour) {
    return failure.nextDouble() < behaviour.errorShare();
  }
}
