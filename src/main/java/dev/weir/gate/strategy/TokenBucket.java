package dev.weir.gate.strategy;

import dev.weir.gate.GateObserver;
import java.util.function.LongSupplier;

/**
 * Admits at a rate, with a burst: each arrival takes a token, and one that finds none is shed at
 * once. Tokens come back evenly, up to the burst. It limits how many come, not how many are inside.
 *
 * @param perSecond how many tokens come back in a second
 * @param burst how many tokens there can be, at least 1
 */
public record TokenBucket(double perSecond, int burst) implements Strategy {

  @Override
  public String name() {
    return "token-bucket";
  }

  @Override
  public NonBlockingGate open(GateObserver observer, LongSupplier nanoTime) {
    return new TokenBucketGate(this, observer, nanoTime);
  }
}
