package dev.weir.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Timeouts of which nearly all are cancelled, or scheduled anew, before they expire.
 *
 * <p>A timeout of a socket costs a timer for each read, set up and taken down by another thread. To
 * schedule or to cancel a {@link Timeout} is a write to memory: one thread looks at those that are
 * due soon whenever the next one is, at all of them a few times a second, and sleeps while none is
 * scheduled. Jetty's {@code CyclicTimeouts} does the same for the same reason.
 *
 * <p>Safe for use by any thread.
 */
public final class Timeouts implements AutoCloseable {

  /** The least time between two looks; a timeout expires this much late at most. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** The most time between two looks at all timeouts while any is scheduled. */
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** When a timeout is due that is not scheduled. */
  static final long OFF = Long.MAX_VALUE;

  private final LongSupplier nanoTime;
  private final Executor expirations;
  private final long startNanos;
  private final Set<Timeout> all = ConcurrentHashMap.newKeySet();
  private final Queue<Timeout> newlySoon = new ConcurrentLinkedQueue<>();
  private final List<Timeout> soon = new ArrayList<>();
  private final Thread thread;
  private volatile long roundNanos;
  private volatile long wakesAtNanos = OFF;
  private volatile boolean stopped;

  /**
   * One timeout, which its owner schedules and cancels again and again.
   *
   * <p>It expires once for each time that it was scheduled and neither cancelled nor scheduled anew
   * in time. {@link #cancel} says which of both came first, so that an owner never takes an
   * expiration for one of the timeout that it has scheduled since.
   */
  public final class Timeout implements AutoCloseable {

    private final Runnable expire;
    private final AtomicLong due = new AtomicLong(OFF);
    private final AtomicBoolean enqueued = new AtomicBoolean();
    private volatile boolean closed;

    private Timeout(Runnable expire) {
      this.expire = expire;
    }

    /**
     * Schedules the timeout, instead of whatever it was scheduled for before; a closed one stays
     * off.
     *
     * @return when it expires, on the clock of {@link Timeouts#nowNanos}
     */
    public long schedule(Duration after) {
      long atNanos = nowNanos() + after.toNanos();
      if (!closed) {
        due.set(atNanos);
        scheduled(this, atNanos);
      }
      return atNanos;
    }

    /**
     * Cancels the timeout.
     *
     * @return whether it was scheduled; if not, it has expired, or was not scheduled at all
     */
    public boolean cancel() {
      return due.getAndSet(OFF) != OFF;
    }

    long dueNanos() {
      return due.get();
    }

    /** Returns whether the caller is the one to put the timeout among those that are due soon. */
    private boolean enqueue() {
      return !enqueued.get() && enqueued.compareAndSet(false, true);
    }

    /** Expires, unless the owner cancels or schedules it at this moment and comes first. */
    private void expireIfStillDueAt(long dueNanos) {
      if (due.compareAndSet(dueNanos, OFF)) {
        expirations.execute(expire);
      }
    }

    /** Cancels the timeout for good. */
    @Override
    public void close() {
      closed = true;
      due.set(OFF);
      all.remove(this);
    }
  }

  /**
   * Makes a clock without timeouts, and starts its thread.
   *
   * @param nanoTime {@link System#nanoTime}, or what a test has in its place
   */
  public Timeouts(LongSupplier nanoTime) {
    this(nanoTime, action -> Thread.ofVirtual().name("weir-timeout").start(action));
    thread.start();
  }

  /** Makes a clock whose thread does not run: a test looks in its place. */
  Timeouts(LongSupplier nanoTime, Executor expirations) {
    this.nanoTime = nanoTime;
    this.expirations = expirations;
    this.startNanos = nanoTime.getAsLong();
    this.thread = Thread.ofPlatform().daemon().name("weir-timeouts").unstarted(this::keepLooking);
  }

  /**
   * Adds a timeout, which is not scheduled.
   *
   * @param expire what it does when it expires, on a thread of its own
   */
  public Timeout add(Runnable expire) {
    Timeout timeout = new Timeout(expire);
    all.add(timeout);
    return timeout;
  }

  /** Returns the time since this clock was made, in nanoseconds. */
  public long nowNanos() {
    return nanoTime.getAsLong() - startNanos;
  }

  /** Wakes the thread if a timeout was scheduled for an earlier moment than all others. */
  private void scheduled(Timeout timeout, long atNanos) {
    // Either this sees the end of the next round, or the round sees the moment of the timeout.
    if (atNanos < roundNanos && timeout.enqueue()) {
      newlySoon.add(timeout);
    }
    if (atNanos < wakesAtNanos) {
      LockSupport.unpark(thread);
    }
  }

  private void keepLooking() {
    while (!stopped) {
      // A timeout that is scheduled from here on, and missed by the look, wakes the thread again.
      wakesAtNanos = OFF;
      long nextNanos = look();
      wakesAtNanos = nextNanos;
      if (nextNanos == OFF) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, nextNanos - nowNanos());
      }
      // The next look comes soon enough for what is scheduled until then.
      wakesAtNanos = 0;
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  /** Expires the timeouts that are due, and returns when to look again. */
  long look() {
    long nowNanos = nowNanos();
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

  /** Enqueues all that are due before the next round; returns when the first of the others is. */
  private long round(long nowNanos) {
    long untilNanos = nowNanos + ROUND_NANOS;
    roundNanos = untilNanos;
    long nextNanos = OFF;
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

  /** Expires a timeout that is due; returns whether the next look at it is that of the round. */
  private boolean isDone(Timeout timeout, long nowNanos) {
    long dueNanos = timeout.dueNanos();
    if (dueNanos <= nowNanos) {
      timeout.expireIfStillDueAt(dueNanos);
    }
    if (timeout.dueNanos() < roundNanos) {
      return false;
    }
    timeout.enqueued.set(false);
    // Its owner may have scheduled it in between, when it still was in the queue.
    return timeout.dueNanos() >= roundNanos || !timeout.enqueue();
  }

  /** Stops the thread; no timeout expires any more. */
  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
  }
}
