package dev.weir.time;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The clock of many time limits that are nearly always kept.
 *
 * <p>A timeout of a socket costs a timer for each read, set up and taken down by another thread:
 * that was a quarter of all that a proxy did. An {@link Alarm} costs two writes to memory; one
 * thread looks at all of them whenever the next is due, and sleeps while none is set.
 */
public final class Alarms implements AutoCloseable {

  /** Between two looks; an alarm rings this much late at most. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Set<Alarm> alarms = ConcurrentHashMap.newKeySet();
  private final long startNanos = System.nanoTime();
  private final Thread thread;
  private volatile long wakesAtNanos = Alarm.OFF;
  private volatile boolean closed;

  /** Makes a clock with no alarms, and starts its thread. */
  public Alarms() {
    thread = Thread.ofPlatform().daemon().name("weir-alarms").start(this::keepLooking);
  }

  /**
   * Adds an alarm, which is off.
   *
   * @param ring what it does when its time has come, on a thread of its own
   */
  public Alarm add(Runnable ring) {
    Alarm alarm = new Alarm(this, ring);
    alarms.add(alarm);
    return alarm;
  }

  void remove(Alarm alarm) {
    alarms.remove(alarm);
  }

  /** Returns the time since it was made, in nanoseconds. */
  public long nowNanos() {
    return System.nanoTime() - startNanos;
  }

  /** To set an alarm to an earlier moment than all others is what wakes the thread. */
  void isSetTo(long atNanos) {
    if (atNanos < wakesAtNanos) {
      LockSupport.unpark(thread);
    }
  }

  private void keepLooking() {
    while (!closed) {
      // Whoever sets an alarm from here on, and may be missed by the look, wakes the thread again.
      wakesAtNanos = Alarm.OFF;
      long nextNanos = ringThoseDue();
      wakesAtNanos = nextNanos;
      if (nextNanos == Alarm.OFF) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, nextNanos - nowNanos());
      }
      // The next look comes soon enough for whoever sets an alarm until then.
      wakesAtNanos = 0;
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  /** Returns when the next of the others is due. */
  private long ringThoseDue() {
    long nowNanos = nowNanos();
    long nextNanos = Alarm.OFF;
    for (Alarm alarm : alarms) {
      long dueNanos = alarm.dueNanos();
      if (dueNanos > nowNanos) {
        nextNanos = Math.min(nextNanos, dueNanos);
      } else {
        alarm.ringIfStillDueAt(dueNanos);
      }
    }
    return nextNanos;
  }

  /** Stops the thread; no alarm rings any more. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
