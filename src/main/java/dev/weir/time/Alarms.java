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
 * that was a quarter of all that a proxy did. An {@link Alarm} costs two writes to memory; one
 * thread looks at those that are due soon whenever the next is, at all of them a few times a
 * second, and sleeps while none is set.
 */
public final class Alarms implements AutoCloseable {

  /** Between two looks; an alarm rings this much late at most. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Between two looks at all of them. */
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Set<Alarm> all = ConcurrentHashMap.newKeySet();
  private final Queue<Alarm> newlySoon = new ConcurrentLinkedQueue<>();
  private final List<Alarm> soon = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private final Thread thread;
  private volatile long roundNanos;
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
    all.add(alarm);
    return alarm;
  }

  void remove(Alarm alarm) {
    all.remove(alarm);
  }

  /** Returns the time since it was made, in nanoseconds. */
  public long nowNanos() {
    return System.nanoTime() - startNanos;
  }

  /** To set an alarm to an earlier moment than all others is what wakes the thread. */
  void isSet(Alarm alarm, long atNanos) {
    // Either this sees the next round's new moment, or the round sees the alarm's.
    if (atNanos < roundNanos && alarm.list()) {
      newlySoon.add(alarm);
    }
    if (atNanos < wakesAtNanos) {
      LockSupport.unpark(thread);
    }
  }

  private void keepLooking() {
    while (!closed) {
      // Whoever sets an alarm from here on, and may be missed by the look, wakes the thread again.
      wakesAtNanos = Alarm.OFF;
      long nextNanos = look(nowNanos());
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

  /** Rings those that are due, and returns when the next of the others is, or the next round. */
  private long look(long nowNanos) {
    long nextNanos = nowNanos < roundNanos ? roundNanos : round(nowNanos);
    for (Alarm next = newlySoon.poll(); next != null; next = newlySoon.poll()) {
      soon.add(next);
    }
    soon.removeIf(alarm -> isDone(alarm, nowNanos));
    for (Alarm alarm : soon) {
      nextNanos = Math.min(nextNanos, alarm.dueNanos());
    }
    return nextNanos;
  }

  /** Lists all that are due before the next round; returns when the first of the others is. */
  private long round(long nowNanos) {
    long untilNanos = nowNanos + ROUND_NANOS;
    roundNanos = untilNanos;
    long nextNanos = Alarm.OFF;
    for (Alarm alarm : all) {
      long dueNanos = alarm.dueNanos();
      if (dueNanos >= untilNanos) {
        nextNanos = Math.min(nextNanos, dueNanos);
      } else if (alarm.list()) {
        soon.add(alarm);
      }
    }
    return nextNanos;
  }

  /** Rings one that is due; returns whether it need not be looked at before the next round. */
  private boolean isDone(Alarm alarm, long nowNanos) {
    long dueNanos = alarm.dueNanos();
    if (dueNanos <= nowNanos) {
      alarm.ringIfStillDueAt(dueNanos);
    }
    if (alarm.dueNanos() < roundNanos) {
      return false;
    }
    alarm.unlist();
    // Its owner may have set it in between, when it still was on the list.
    return alarm.dueNanos() >= roundNanos || !alarm.list();
  }

  /** Stops the thread; no alarm rings any more. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
