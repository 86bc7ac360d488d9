package dev.weir.admission.strategy;

import dev.weir.admission.Admission;
import dev.weir.admission.Arrival;
import dev.weir.admission.Gate;
import dev.weir.admission.GateLevels;
import dev.weir.admission.GateLimits;
import dev.weir.admission.GateObserver;
import dev.weir.admission.ShedReason;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Smooths arrivals to a rate: each leaves the bucket one step after the one before it, and waits
 * for that moment. Whoever would wait for longer than {@code maxWait}, or finds {@code waitingRoom}
 * others waiting, is shed at once. It spaces out those who come; it does not limit how many are
 * inside.
 *
 * <p>The leaky bucket as a queue, kept as the next moment that is free (virtual scheduling, ITU-T
 * I.371, Annex A). A moment that was given to one who is interrupted is given to nobody else.
 */
final class LeakyBucket implements Gate {

  private final GateLimits limits;
  private final long stepNanos;
  private final long maxWaitNanos;
  private final LongSupplier nanoTime;
  private final Decisions decisions;

  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private final Waiters waiters = new Waiters();
  private long nextNanos;
  private int inside;
  private boolean closed;

  LeakyBucket(
      Tuning.LeakyBucket tuning, GateLimits limits, GateObserver observer, LongSupplier nanoTime) {
    this.limits = limits.withPermits(GateLimits.MOST);
    this.stepNanos = (long) (1e9 / tuning.perSecond());
    this.maxWaitNanos = limits.maxWait().toNanos();
    this.nanoTime = nanoTime;
    this.decisions = new Decisions(observer, nanoTime, now -> stepNanos);
    this.nextNanos = nanoTime.getAsLong();
  }

  @Override
  public Admission enter(Arrival arrival) {
    long cameNanos = nanoTime.getAsLong();
    Attempt attempt = decisions.attempt(arrival, cameNanos);
    long patienceNanos =
        arrival.deadlineNanos().isPresent()
            ? arrival.deadlineNanos().getAsLong() - cameNanos
            : Long.MAX_VALUE;
    if (patienceNanos <= 0) {
      return shedAtOnce(attempt, ShedReason.DEADLINE);
    }
    Waiter waiter = new Waiter(arrival.priority(), cameNanos);
    Turn turn = takeTurn(waiter, Math.min(patienceNanos, maxWaitNanos));
    return switch (turn.verdict()) {
      case WAITING -> awaited(attempt, waiter, turn.nanos());
      case ENTERED -> admitted(attempt, 0);
      case ROOM_FULL -> shedAtOnce(attempt, ShedReason.ROOM_FULL);
      case CLOSED -> shedAtOnce(attempt, ShedReason.CLOSING);
      case TIMED_OUT -> shedAtOnce(attempt, tooLong(patienceNanos));
      case INTERRUPTED, HOPELESS, PREEMPTED, OVERDUE ->
          throw new IllegalStateException("no one is refused so at the door");
    };
  }

  private Admission awaited(Attempt attempt, Waiter waiter, long turnNanos) {
    return switch (waiter.await(turnNanos, nanoTime, Verdict.ENTERED, to -> settle(waiter, to))) {
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

  /** What is decided at the door, and, of one that waits, the moment until which it does. */
  private record Turn(Verdict verdict, long nanos) {}

  private Turn takeTurn(Waiter waiter, long longestNanos) {
    lock.lock();
    try {
      long earlyNanos = Math.max(0, nextNanos - waiter.cameNanos);
      long turnNanos = waiter.cameNanos + earlyNanos;
      Verdict verdict = atTheDoor(earlyNanos, longestNanos);
      if (verdict == Verdict.ENTERED || verdict == Verdict.WAITING) {
        nextNanos = turnNanos + stepNanos;
      }
      if (verdict == Verdict.WAITING) {
        waiters.addLast(waiter);
      } else {
        decide(waiter, verdict);
      }
      return new Turn(verdict, turnNanos);
    } finally {
      lock.unlock();
    }
  }

  private Verdict atTheDoor(long earlyNanos, long longestNanos) {
    if (closed) {
      return Verdict.CLOSED;
    }
    if (earlyNanos == 0) {
      return Verdict.ENTERED;
    }
    if (waiters.size() >= limits.waitingRoom()) {
      return Verdict.ROOM_FULL;
    }
    return earlyNanos > longestNanos ? Verdict.TIMED_OUT : Verdict.WAITING;
  }

  /** Leaves the line with this verdict, unless the gate was closed meanwhile. */
  private void settle(Waiter waiter, Verdict verdict) {
    lock.lock();
    try {
      if (waiters.remove(waiter)) {
        decide(waiter, verdict);
      }
    } finally {
      lock.unlock();
    }
  }

  private void decide(Waiter waiter, Verdict verdict) {
    inside += verdict == Verdict.ENTERED ? 1 : 0;
    waiter.decide(verdict);
  }

  private Admission admitted(Attempt attempt, long waitedNanos) {
    return decisions.admitted(
        attempt,
        new OncePermit() {
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

  private Admission shed(Attempt attempt, ShedReason reason) {
    return decisions.shed(attempt, reason, levels().waiting());
  }

  private Admission shedAtOnce(Attempt attempt, ShedReason reason) {
    return decisions.shedAtOnce(attempt, reason, levels().waiting());
  }
}
