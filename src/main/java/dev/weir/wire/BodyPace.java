package dev.weir.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time that the next bytes of a body may take: as long as a body may stand still, but less if
 * what has come of it came at less than the least rate. Only the time in which the client is waited
 * for counts, and none of the first {@link #GRACE}.
 */
final class BodyPace {

  static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final Duration stall;
  private final long bytesPerSecond;
  private long bytes;
  private long waitedNanos;

  /**
   * Makes the pace of a connection's bodies.
   *
   * @param stall how long a body may stand still
   * @param bytesPerSecond the least rate; 0 for any
   */
  BodyPace(Duration stall, long bytesPerSecond) {
    this.stall = stall;
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Begins a body, and forgets the one before. */
  void begin() {
    bytes = 0;
    waitedNanos = 0;
  }

  /** Adds so many bytes, which have come after so long. */
  void came(int more, long nanos) {
    bytes += more;
    waitedNanos += nanos;
  }

  /** Returns how long the next bytes may take. */
  Duration left() {
    if (bytesPerSecond == 0) {
      return stall;
    }
    long earnedNanos = (long) ((double) bytes / bytesPerSecond * TimeUnit.SECONDS.toNanos(1));
    Duration left = GRACE.plusNanos(earnedNanos - waitedNanos);
    Duration most = left.compareTo(stall) < 0 ? left : stall;
    return most.compareTo(SHORTEST) < 0 ? SHORTEST : most;
  }
}
