package dev.weir.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The clock of many time limits that are nearly always kept.
 *
 * <p>A timeout of a socket costs a timer for each read, set up and taken down by another thread:
 * that was a quarter of all that a proxy did. An {@link Timeout} costs two writes to memory; one
 * thread looks at those that are due soon whenever the next is, at all of them a few times a
 * second, and sleeps while none is set.
 */
public final class Timeouts implements AutoCloseable {

  /** Between two looks; a timeout rings this much late at most. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Between two looks at all of them. */
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Set<Timeout> all = ConcurrentHashMap.newKeySet();
  private final Queue<Timeout> newlySoon = new ConcurrentLinkedQueue<>();
  private final List<Timeout> soon = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private final Thread thread;
  private volatile long roundNanos;
  private volatile long wakesAtNanos = Timeout.OFF;
  private volatile boolean closed;

  /** Makes a clock with no timeouts, and starts its thread. */
  public Timeouts() {
    thread = Thread.ofPlatform().daemon().name("weir-timeouts").start(this::keepLooking);
  }

  /**
   * Adds a timeout, which is off.
   *
   * @param expire what it does when its time has come, on a thread of its own
   */
  public Timeout add(Runnable expire) {
    Timeout timeout = new Timeout(this, expire);
    all.add(timeout);
    return timeout;
  }

  void remove(Timeout timeout) {
    all.remove(timeout);
  }

  /** Returns the time since it was made, in nanoseconds. */
  public long nowNanos() {
    return System.nanoTime() - startNanos;
  }

  /** To set a timeout to an earlier moment than all others is what wakes the thread. */
  void scheduled(Timeout timeout, long atNanos) {
    // Either this sees the next round's new moment, or the round sees the timeout's.
    if (atNanos < roundNanos && timeout.enqueue()) {
      newlySoon.add(timeout);
    }
    if (atNanos < wakesAtNanos) {
      LockSupport.unpark(thread);
    }
  }

  private void keepLooking() {
    while (!closed) {
      // Whoever sets a timeout from here on, and may be missed by the look, wakes the thread again.
      wakesAtNanos = Timeout.OFF;
      long nextNanos = look(nowNanos());
      wakesAtNanos = nextNanos;
      if (nextNanos == Timeout.OFF) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, nextNanos - nowNanos());
      }
      // The next look comes soon enough for whoever sets a timeout until then.
      wakesAtNanos = 0;
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  /** Rings those that are due, and returns when the next of the others is, or the next round. */
  private long look(long nowNanos) {
    long nextNanos = nowNanos < roundNanos ? roundNanos : round(nowNanos);
    for (Timeout next = newlySoon.poll(); next != null; next = newlySoon.poll()) {
      soon.add(next);
    }
    soon.removeIf(timeout -> isDone(timeout, nowNanos));
    for (Timeout timeout : soon) {
      nextNanos = Math.min(nextNanos, timeout.dueNanos());
    }
    return nextNanos;
  }

  /** Lists all that are due before the next round; returns when the first of the others is. */
  private long round(long nowNanos) {
    long untilNanos = nowNanos + ROUND_NANOS;
    roundNanos = untilNanos;
    long nextNanos = Timeout.OFF;
    for (Timeout timeout : all) {
      long dueNanos = timeout.dueNanos();
      if (dueNanos >= untilNanos) {
        nextNanos = Math.min(nextNanos, dueNanos);
      } else if (timeout.enqueue()) {
        soon.add(timeout);
      }
    }
    return nextNanos;
  }

  /** Rings one that is due; returns whether it need not be looked at before the next round. */
  private boolean isDone(Timeout timeout, long nowNanos) {
    long dueNanos = timeout.dueNanos();
    if (dueNanos <= nowNanos) {
      timeout.expireIfStillDueAt(dueNanos);
    }
    if (timeout.dueNanos() < roundNanos) {
      return false;
    }
    timeout.dequeue();
    // Its owner may have set it in between, when it still was on the list.
    return timeout.dueNanos() >= roundNanos || !timeout.enqueue();
  }

  /** Stops the thread; no timeout rings any more. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
