package dev.weir.trace;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Says which time of day a moment of the gate's clock was. It is read anew for each request: the
 * two clocks drift apart.
 *
 * @param offsetNanos how far the time of day is ahead of the gate's clock
 */
record WallClock(long offsetNanos) {

  /** Reads the time of day while the gate's clock shows this moment. */
  static WallClock at(long nowNanos) {
    Instant now = Instant.now();
    return new WallClock(TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - nowNanos);
  }

  /** Returns the nanoseconds since 1970 at a moment of the gate's clock. */
  long nanos(long moment) {
    return moment + offsetNanos;
  }
}
