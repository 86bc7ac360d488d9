package dev.weir.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows the requests that are under way, and, once draining has begun, lets no more begin.
 *
 * <p>Safe for use by any thread.
 */
public final class Draining {

  private final AtomicInteger underWay = new AtomicInteger();
  private final CountDownLatch empty = new CountDownLatch(1);
  private volatile boolean begun;

  /** Returns whether draining has begun. */
  public boolean begun() {
    return begun;
  }

  /**
   * A request comes.
   *
   * @return whether it may go on; if so, {@link #leave} must follow when it is over
   */
  boolean enter() {
    // A request that counts itself after drain() looked at the count sees that draining has begun.
    underWay.incrementAndGet();
    if (begun) {
      leave();
      return false;
    }
    return true;
  }

  /** A request that was let on is over. */
  void leave() {
    if (underWay.decrementAndGet() == 0 && begun) {
      empty.countDown();
    }
  }

  /**
   * Begins draining and waits until no request is under way.
   *
   * @return whether that was so in time
   */
  public boolean drain(Duration timeout) throws InterruptedException {
    begun = true;
    return underWay.get() == 0 || empty.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }
}
