package dev.weir.time;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Where many threads wait for moments that need not be exact: those whose moments are close leave
 * together.
 *
 * <p>A timed park sets a timer of the JDK, and wakes the thread that keeps these, each time: a
 * tenth of what a refusal takes that is held. Here one thread wakes all of a step at once, and
 * sleeps while nobody waits.
 *
 * <p>Safe for use by any thread, and meant for virtual ones.
 */
public final class CoalescingSleeper implements AutoCloseable {

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Queue<Passenger> newcomers = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Passenger> waiting =
      new PriorityQueue<>(Comparator.comparingLong(passenger -> passenger.atNanos));
  private final long startNanos = System.nanoTime();
  private final Thread thread;
  private volatile boolean idle;
  private volatile boolean closed;

  /** Nobody waits yet; starts the thread that wakes those who will. */
  public CoalescingSleeper() {
    thread = Thread.ofPlatform().daemon().name("weir-sleepers").start(this::keepWaking);
  }

  private static final class Passenger {
    final Thread thread = Thread.currentThread();
    final long atNanos;
    volatile boolean called;

    Passenger(long atNanos) {
      this.atNanos = atNanos;
    }

    void call() {
      called = true;
      LockSupport.unpark(thread);
    }
  }

  /**
   * Waits until shortly before a moment of {@link System#nanoTime()}, by a hundredth of a second at
   * most, or until the thread is interrupted, whose flag stays set, or until this is closed.
   */
  public void await(long atNanos) {
    Passenger passenger = new Passenger(beginningOfStep(atNanos - startNanos));
    if (passenger.atNanos <= nowNanos()) {
      return;
    }
    newcomers.add(passenger);
    // Either this sees that the thread is idle, or the thread sees the newcomer before it sleeps.
    if (idle) {
      LockSupport.unpark(thread);
    }
    while (!passenger.called && !closed && !Thread.currentThread().isInterrupted()) {
      LockSupport.park(this);
    }
  }

  /** Lets all go who wait, at once, and holds nobody from now on. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void keepWaking() {
    while (!closed) {
      callThoseDueAt(nowNanos());
      if (waiting.isEmpty()) {
        sleepWhileNobodyComes();
      } else {
        // Not until the first of them leaves: a newcomer may leave before it.
        long nowNanos = nowNanos();
        LockSupport.parkNanos(this, beginningOfStep(nowNanos) + STEP_NANOS - nowNanos);
      }
    }
    // Whoever comes later sees that it is closed.
    callThoseDueAt(Long.MAX_VALUE);
  }

  private void callThoseDueAt(long nowNanos) {
    for (Passenger next = newcomers.poll(); next != null; next = newcomers.poll()) {
      waiting.add(next);
    }
    while (!waiting.isEmpty() && waiting.element().atNanos <= nowNanos) {
      waiting.remove().call();
    }
  }

  private void sleepWhileNobodyComes() {
    idle = true;
    if (newcomers.isEmpty() && !closed) {
      LockSupport.park(this);
    }
    idle = false;
  }

  private long nowNanos() {
    return System.nanoTime() - startNanos;
  }

  /** Returns when they leave who need not leave before this moment: all of a step at once. */
  static long beginningOfStep(long nanos) {
    return Math.floorDiv(nanos, STEP_NANOS) * STEP_NANOS;
  }
}
