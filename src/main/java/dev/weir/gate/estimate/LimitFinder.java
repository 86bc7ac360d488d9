package dev.weir.gate.estimate;

import dev.weir.gate.CallResult;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Finds how many permits there should be, from how long calls take and how they end. Safe for use
 * by any thread.
 */
public final class LimitFinder {

  private final IntConsumer resize;
  private final LongSupplier nanoTime;

  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private final LimitSearch search;
  private final SampleWindow window;
  private int permits;
  private long changedNanos;
  private int fewestCalls;
  private int wantedCalls;

  /**
   * Begins with so many permits, or with fewer, if that many at once would be a risk.
   *
   * @param resize called with each new number, one after the other; the first time before this
   *     returns
   */
  public LimitFinder(LimitSearch search, int permits, LongSupplier nanoTime, IntConsumer resize) {
    this.resize = resize;
    this.nanoTime = nanoTime;
    this.search = search;
    this.window = new SampleWindow(nanoTime.getAsLong());
    this.permits = permits;
    this.changedNanos = nanoTime.getAsLong();
    follow(changedNanos);
  }

  /**
   * Takes note of a call that ended now.
   *
   * @param inside how many were inside when it began, itself included: it met these, and not those
   *     that are inside now
   */
  public void callEnded(long startNanos, long tookNanos, int inside, CallResult result) {
    lock.lock();
    try {
      long nowNanos = nanoTime.getAsLong();
      window.add(result, tookNanos, inside, permits, startNanos - changedNanos < 0);
      if (window.isOver(nowNanos, fewestCalls, wantedCalls)) {
        search.after(window.restart(nowNanos, changedNanos));
        follow(nowNanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A window has begun: nothing that the search knows changes before it ends. */
  private void follow(long nowNanos) {
    fewestCalls = search.fewestCalls();
    wantedCalls = search.wantedCalls();
    if (search.permits() != permits) {
      permits = search.permits();
      changedNanos = nowNanos;
      resize.accept(permits);
    }
  }
}
