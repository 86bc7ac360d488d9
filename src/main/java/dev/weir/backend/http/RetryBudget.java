package dev.weir.backend.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds retries to a share of all calls, so that a service in trouble does not get twice as many.
 *
 * <p>Each call puts its share in, up to {@link #MOST} retries, which is also what there is at the
 * start; each retry takes one out.
 */
final class RetryBudget {

  static final int MOST = 10;

  private static final long RETRY = 1_000_000;

  private final long share;
  private final AtomicLong left;

  /** Makes a budget of so many retries for each call, from 0 to 1; with 0 there are none. */
  RetryBudget(double retriesPerCall) {
    this.share = Math.round(retriesPerCall * RETRY);
    this.left = new AtomicLong(share == 0 ? 0 : MOST * RETRY);
  }

  /** A call came. */
  void earn() {
    long before = left.get();
    // Nearly always full: then no thread writes what all would have to read again.
    if (before < MOST * RETRY) {
      left.updateAndGet(now -> Math.min(MOST * RETRY, now + share));
    }
  }

  /** Returns whether there may be a retry, which is then spent. */
  boolean spend() {
    long before = left.getAndUpdate(now -> now >= RETRY ? now - RETRY : now);
    return before >= RETRY;
  }
}
