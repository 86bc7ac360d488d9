package dev.weir.gate.strategy;

import java.util.function.LongSupplier;

/**
 * A clock for each thread, which moves on by one nanosecond when that thread looks at it. So a wait
 * ends after so many looks, whatever the other threads do, and the same interleaving always comes
 * to the same end.
 */
final class CountingClock implements LongSupplier {

  /** Enough looks to reach the door, and not to wait there. */
  static final long NO_WAIT = 3;

  /** Enough looks to wait for a few of the steps of others. */
  static final long SHORT_WAIT = 14;

  private final ThreadLocal<long[]> looks = ThreadLocal.withInitial(() -> new long[1]);

  @Override
  public long getAsLong() {
    return ++looks.get()[0];
  }
}
