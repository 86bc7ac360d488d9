package dev.weir.edge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The requests that are under way; once draining has begun, no more begin.
 *
 * <p>Safe for use by any thread.
 */
public final class Draining {

  private final Set<ActiveRequest> active = ConcurrentHashMap.newKeySet();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean announced;
  private volatile boolean begun;

  /** Announces that draining will begin: from here on Weir is not ready, and serves as before. */
  public void announce() {
    announced = true;
  }

  /** Returns whether draining has been announced, or has begun. */
  public boolean announced() {
    return announced;
  }

  /** Returns whether draining has begun. */
  public boolean begun() {
    return begun;
  }

  /**
   * Registers a request that comes.
   *
   * @return whether it may go on; if so, {@link #leave} must follow when it is over
   */
  public boolean enter(ActiveRequest request) {
    // A request that is added after await() looked at the others sees that draining has begun.
    active.add(request);
    if (begun) {
      leave(request);
      return false;
    }
    return true;
  }

  /** Removes a request that is over. */
  public void leave(ActiveRequest request) {
    active.remove(request);
    if (begun && active.isEmpty()) {
      over.countDown();
    }
  }

  /** Begins draining: from here on Weir is not ready, and no request begins. */
  public void begin() {
    announced = true;
    begun = true;
  }

  /**
   * Waits, once draining has begun, until no request is under way, or there is a {@link #hurry}.
   *
   * @return whether none is
   */
  public boolean await(Duration timeout) throws InterruptedException {
    if (!active.isEmpty()) {
      over.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }
    return active.isEmpty();
  }

  /** Ends the wait of {@link #await}, now or when it begins. */
  public void hurry() {
    over.countDown();
  }

  /**
   * Returns the ids of the span of the request that a thread serves. To look for it takes longer
   * the more requests are under way, so that those pay nothing for it: only what is logged seldom
   * asks.
   */
  public Optional<SpanIds> spanOf(Thread thread) {
    return active.stream().flatMap(request -> request.spanOf(thread).stream()).findFirst();
  }

  /** Returns the requests that are under way at this moment. */
  public List<ActiveRequest> active() {
    return List.copyOf(active);
  }
}
