package dev.weir.wire;

import dev.weir.time.AtMostEvery;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The places of a listener, one for each connection, and a line in the log when there are none
 * left, no more than once a minute.
 *
 * <p>Safe for use by any thread.
 */
public final class Places {

  private static final System.Logger LOG = System.getLogger(Places.class.getName());
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final int most;
  private final AtomicInteger taken = new AtomicInteger();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final AtMostEvery lines = new AtMostEvery(SILENCE, System::nanoTime);

  /** Makes so many. */
  public Places(int most) {
    this.most = most;
  }

  /** Returns how many there are. */
  public int most() {
    return most;
  }

  /** Returns how many are taken. */
  public int taken() {
    return taken.get();
  }

  /** Returns how many connections ever got one. */
  public long accepted() {
    return accepted.sum();
  }

  /** Returns how many connections ever found none. */
  public long refused() {
    return refused.sum();
  }

  /** Returns whether there was a place; if so, {@link #giveBack} must follow. */
  boolean take() {
    if (taken.incrementAndGet() <= most) {
      accepted.increment();
      return true;
    }
    taken.decrementAndGet();
    refused.increment();
    say();
    return false;
  }

  /** A connection has ended. */
  void giveBack() {
    taken.decrementAndGet();
  }

  private void say() {
    if (lines.now()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "There are "
              + most
              + " connections, which is the most: others are told 503 until some have ended."
              + " More are allowed by server.max-connections, the heap (-Xmx) and the limit of"
              + " file descriptors (ulimit -n), which has to be larger than that");
    }
  }
}
