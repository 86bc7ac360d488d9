package dev.weir.cluster;

import java.time.Duration;

/**
 * For how long a lease is valid, on the clock of the replica.
 *
 * <p>A lease begins when it was asked for, not when the store replied, and ends a tenth of it
 * early: so much may the clocks of the replica and of the store drift apart, or be set, during one
 * lease.
 */
final class Term {

  private final long leaseNanos;
  private State state = State.NONE;
  private long askedNanos;
  private long beganNanos;
  private boolean isFailing;
  private long firstFailedNanos;
  private long lastFailedNanos;

  /** When the last attempt began that has failed. */
  private long vainNanos;

  /** What became of the last lease. */
  private enum State {
    NONE,
    VALID,
    PAUSED,
    LOST
  }

  Term(Duration lease, long nowNanos) {
    this.leaseNanos = lease.toNanos();
    this.askedNanos = nowNanos;
    this.beganNanos = nowNanos;
  }

  /** An attempt to get a lease begins. */
  void ask(long nowNanos) {
    askedNanos = nowNanos;
  }

  /** The attempt has succeeded; returns whether the lease is still valid now. */
  boolean renew(long nowNanos) {
    beganNanos = askedNanos;
    isFailing = false;
    state = State.VALID;
    if (isOver(nowNanos)) {
      state = State.PAUSED;
    }
    return isValid();
  }

  /** The attempt has failed; returns whether that means that no lease is to be had. */
  boolean fail(long nowNanos) {
    if (!hasFailedOfLate(nowNanos)) {
      isFailing = true;
      firstFailedNanos = nowNanos;
    }
    lastFailedNanos = nowNanos;
    vainNanos = askedNanos;
    boolean isNews = state == State.NONE || state == State.PAUSED;
    if (isNews) {
      state = State.LOST;
    }
    return isNews;
  }

  /**
   * Ends what is over; returns whether no lease could be got. If no attempt has failed of late,
   * none was made: the process was paused, and other replicas may have what it had.
   */
  boolean end(long nowNanos) {
    boolean isLost = hasFailedOfLate(nowNanos);
    state = isLost ? State.LOST : State.PAUSED;
    return isLost;
  }

  /** A failure before a pause says nothing of the time since. */
  private boolean hasFailedOfLate(long nowNanos) {
    return isFailing && nowNanos - lastFailedNanos < leaseNanos / 2;
  }

  boolean isValid() {
    return state == State.VALID;
  }

  /** Returns whether a lease, or the share without one, was in force and is over. */
  boolean isOver(long nowNanos) {
    return hasEnd() && nowNanos - endNanos() >= 0;
  }

  /** Returns whether something is in force that ends. */
  boolean hasEnd() {
    return isValid() || state == State.LOST;
  }

  /**
   * Returns when the lease ends that was got last; without a lease, when the share ends that is in
   * force instead, unless another attempt fails until then: a store that has come back may have
   * learned all that is held.
   */
  long endNanos() {
    return (state == State.LOST ? vainNanos : beganNanos) + leaseNanos - leaseNanos / 10;
  }

  /**
   * Returns whether the leases of all replicas are over, and the calls that began under them, if
   * the store fails for all of them: none is longer than a lease.
   */
  boolean areAllOver(long nowNanos) {
    return state == State.LOST && nowNanos - firstFailedNanos >= 2 * leaseNanos;
  }

  /** Returns how long ago the lease was asked for that was got last, or how long there was none. */
  long ageNanos(long nowNanos) {
    return nowNanos - beganNanos;
  }
}
