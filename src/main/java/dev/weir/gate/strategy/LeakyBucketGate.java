package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.ShedReason;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The gate of {@link LeakyBucket}: the leaky bucket as a queue, kept as the next moment that is
 * free (virtual scheduling, ITU-T I.371, Annex A). That is the moment of the first in line. When
 * one leaves the line, all behind it are one step nearer to theirs, so no moment is lost and no
 * wait becomes longer.
 */
final class LeakyBucketGate implements Gate {

  private final GateLimits limits;
  private final long stepNanos;
  private final long maxWaitNanos;
  private final LongSupplier nanoTime;
  private final DecisionReporter decisions;

  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private final Waiters waiters = new Waiters();
  private long nextNanos;
  private int inside;
  private boolean closed;

  LeakyBucketGate(LeakyBucket settings, GateObserver observer, LongSupplier nanoTime) {
    this.limits = new GateLimits(GateLimits.MOST, settings.waitingRoom(), settings.maxWait());
    this.stepNanos = (long) (1e9 / settings.perSecond());
    this.maxWaitNanos = limits.maxWait().toNanos();
    this.nanoTime = nanoTime;
    this.decisions = new DecisionReporter(observer, nanoTime, now -> stepNanos);
    this.nextNanos = nanoTime.getAsLong();
  }

  @Override
  public Admission enter(Arrival arrival) {
    long cameNanos = nanoTime.getAsLong();
    TimedArrival attempt = decisions.attempt(arrival, cameNanos);
    long patienceNanos =
        arrival.deadlineNanos().isPresent()
            ? arrival.deadlineNanos().getAsLong() - cameNanos
            : Long.MAX_VALUE;
    if (patienceNanos <= 0) {
      return shedAtOnce(attempt, ShedReason.DEADLINE);
    }
    Waiter waiter = new Waiter(arrival.priority(), cameNanos);
    return switch (join(waiter, Math.min(patienceNanos, maxWaitNanos))) {
      case WAITING -> awaited(attempt, waiter);
      case ENTERED -> admitted(attempt, 0);
      case ROOM_FULL -> shedAtOnce(attempt, ShedReason.ROOM_FULL);
      case CLOSED -> shedAtOnce(attempt, ShedReason.CLOSING);
      case TIMED_OUT -> shedAtOnce(attempt, tooLong(patienceNanos));
      case INTERRUPTED, HOPELESS, PREEMPTED, OVERDUE ->
          throw new IllegalStateException("no one is refused so at the door");
    };
  }

  private Admission awaited(TimedArrival attempt, Waiter waiter) {
    Verdict verdict =
        waiter.await(() -> turnNanos(waiter), nanoTime, Verdict.ENTERED, to -> settle(waiter, to));
    return switch (verdict) {
      case ENTERED -> admitted(attempt, nanoTime.getAsLong() - waiter.cameNanos);
      case CLOSED -> shed(attempt, ShedReason.CLOSING);
      case INTERRUPTED -> shed(attempt, ShedReason.INTERRUPTED);
      case WAITING, ROOM_FULL, TIMED_OUT, HOPELESS, PREEMPTED, OVERDUE ->
          throw new IllegalStateException("no one in line ends so");
    };
  }

  @Override
  public GateLevels levels() {
    lock.lock();
    try {
      return new GateLevels(limits, inside, waiters.size());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      while (!waiters.isEmpty()) {
        waiters.removeFirst().decide(Verdict.CLOSED);
      }
    } finally {
      lock.unlock();
    }
  }

  private ShedReason tooLong(long patienceNanos) {
    return patienceNanos < maxWaitNanos ? ShedReason.DEADLINE : ShedReason.RATE_EXCEEDED;
  }

  private Verdict join(Waiter waiter, long longestNanos) {
    lock.lock();
    try {
      admitDue(waiter.cameNanos);
      Verdict verdict = atTheDoor(waiter.cameNanos, longestNanos);
      if (verdict == Verdict.WAITING) {
        waiters.addLast(waiter);
      } else if (verdict == Verdict.ENTERED) {
        nextNanos = waiter.cameNanos + stepNanos;
        inside++;
      }
      return verdict;
    } finally {
      lock.unlock();
    }
  }

  private Verdict atTheDoor(long nowNanos, long longestNanos) {
    if (closed) {
      return Verdict.CLOSED;
    }
    long earlyNanos = nextNanos + waiters.size() * stepNanos - nowNanos;
    if (earlyNanos <= 0) {
      return Verdict.ENTERED;
    }
    if (waiters.size() >= limits.waitingRoom()) {
      return Verdict.ROOM_FULL;
    }
    return earlyNanos > longestNanos ? Verdict.TIMED_OUT : Verdict.WAITING;
  }

  /** Only the first in line has one; the others wait to be woken when they come to be first. */
  private long turnNanos(Waiter waiter) {
    lock.lock();
    try {
      boolean first = !waiters.isEmpty() && waiters.first().equals(waiter);
      return first ? nextNanos : waiter.cameNanos + GateLimits.LONGEST_WAIT.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the wait of the first in line, or leaves the line, unless the gate was closed meanwhile.
   */
  private void settle(Waiter waiter, Verdict verdict) {
    lock.lock();
    try {
      if (verdict == Verdict.ENTERED) {
        admitDue(nanoTime.getAsLong());
      } else if (waiters.remove(waiter)) {
        waiter.decide(verdict);
        wakeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /** All whose turn has come: the first of them may be late, and must not make the others late. */
  private void admitDue(long nowNanos) {
    boolean due = false;
    while (!waiters.isEmpty() && nextNanos - nowNanos <= 0) {
      nextNanos += stepNanos;
      inside++;
      waiters.removeFirst().decide(Verdict.ENTERED);
      due = true;
    }
    if (due) {
      wakeFirst();
    }
  }

  private void wakeFirst() {
    if (!waiters.isEmpty()) {
      waiters.first().wake();
    }
  }

  private Admission admitted(TimedArrival attempt, long waitedNanos) {
    return decisions.admitted(
        attempt,
        new IdempotentPermit() {
          @Override
          void giveBack() {
            leave();
          }
        },
        waitedNanos);
  }

  private void leave() {
    lock.lock();
    try {
      inside--;
    } finally {
      lock.unlock();
    }
  }

  private Admission shed(TimedArrival attempt, ShedReason reason) {
    return decisions.shed(attempt, reason, levels().waiting());
  }

  private Admission shedAtOnce(TimedArrival attempt, ShedReason reason) {
    return decisions.shedAtOnce(attempt, reason, levels().waiting());
  }
}
