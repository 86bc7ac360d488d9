package dev.weir.cluster;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How often a replica calls the store: about once a second, at least five times in a lease, and
 * sooner where more permits are of use, or others may have use for what it gives back. The more
 * replicas there are, the longer they wait for that: all together they make no more calls than a
 * store has time for.
 */
final class Pace {

  private static final long USUAL_NANOS = 1_000_000_000;
  private static final long SHORTEST_NANOS = 20_000_000;

  /** All replicas together make at most one call in so long because they are short of permits. */
  private static final long APART_NANOS = 2_000_000;

  /** All replicas together make at most one usual call in so long, if their leases allow that. */
  private static final long USUAL_APART_NANOS = 1_000_000;

  /** So many times the shortest distance is the longest while a line waits for nothing. */
  private static final int PATIENCE = 5;

  private final long longestNanos;
  private final DoubleSupplier random;
  private long calledNanos;
  private long nextNanos;
  private long distanceNanos = SHORTEST_NANOS;

  /**
   * Makes the pace of a replica that has made no call yet.
   *
   * @param random numbers from 0 to 1, so that the replicas do not call all at once
   */
  Pace(Duration lease, DoubleSupplier random, long nowNanos) {
    this.longestNanos = lease.toNanos() / 5;
    this.random = random;
    this.calledNanos = nowNanos;
    this.nextNanos = nowNanos;
  }

  /** A call begins. */
  void called(long nowNanos, int replicas) {
    long usual = Math.max(USUAL_NANOS, replicas * USUAL_APART_NANOS);
    double nanos = Math.min(usual, longestNanos) * (1 - random.getAsDouble() / 5);
    calledNanos = nowNanos;
    nextNanos = nowNanos + (long) nanos;
  }

  /** A call is due at once. */
  void hasten(long nowNanos) {
    nextNanos = nowNanos;
  }

  /** A call has brought more, so the next one may too; or not, and then the next one waits. */
  void brought(boolean more, int replicas) {
    long shortest = shortestNanos(replicas);
    long doubled = Math.min(2 * distanceNanos, PATIENCE * shortest);
    distanceNanos = more ? shortest : Math.max(shortest, doubled);
  }

  /** Returns when the next call is due, even if nothing has changed. */
  long nextNanos() {
    return nextNanos;
  }

  /** Returns when the next call may be made for more permits. */
  long moreNanos() {
    return sooner(calledNanos + distanceNanos);
  }

  /** Returns when the next call may be made to give permits back. */
  long backNanos(int replicas) {
    return sooner(calledNanos + shortestNanos(replicas));
  }

  /** Returns when the next call may be made to say that there is use for less. */
  long lessNanos(int replicas) {
    return sooner(calledNanos + PATIENCE * shortestNanos(replicas));
  }

  private long sooner(long nanos) {
    return nanos - nextNanos < 0 ? nanos : nextNanos;
  }

  private static long shortestNanos(int replicas) {
    return Math.max(SHORTEST_NANOS, replicas * APART_NANOS);
  }
}
