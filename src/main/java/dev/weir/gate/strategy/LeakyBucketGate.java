package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.PendingAdmission;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import dev.weir.gate.estimate.Gcra;
import dev.weir.gate.queue.Waiter;
import dev.weir.gate.queue.Waiters;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate of {@link LeakyBucket}: the leaky bucket as a queue, kept as a schedule. Its next moment
 * is that of the first in line. When one leaves the line, all behind it are one step nearer to
 * theirs, so no moment is lost and no wait becomes longer.
 */
final class LeakyBucketGate implements NonBlockingGate {

  private final GateLimits limits;
  private final long maxWaitNanos;
  private final LongSupplier nanoTime;
  private final DecisionReporter decisions;

  private final AtomicInteger inside = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private final Waiters waiters = new Waiters();
  private final Gcra schedule;
  private boolean closed;

  LeakyBucketGate(LeakyBucket settings, GateObserver observer, LongSupplier nanoTime) {
    this.limits = new GateLimits(GateLimits.UNBOUNDED, settings.waitingRoom(), settings.maxWait());
    this.maxWaitNanos = limits.maxWait().toNanos();
    this.nanoTime = nanoTime;
    this.schedule = new Gcra(settings.perSecond(), nanoTime.getAsLong());
    long stepNanos = schedule.stepNanos();
    this.decisions = new DecisionReporter(observer, nanoTime, now -> stepNanos);
  }

  @Override
  public Admission enter(Arrival arrival) {
    return new Visit(arrival, null).await();
  }

  @Override
  public PendingAdmission arrive(Arrival arrival, Runnable woken) {
    return new Visit(arrival, woken);
  }

  @Override
  public GateLevels levels() {
    lock.lock();
    try {
      return new GateLevels(limits, inside.get(), waiters.size());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void update(Strategy strategy) {
    throw new UnsupportedOperationException(strategy.name());
  }

  @Override
  public UpdateEffect preview(Strategy strategy) {
    throw new UnsupportedOperationException(strategy.name());
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      while (!waiters.isEmpty()) {
        Waiter waiter = waiters.removeFirst();
        waiter.shed(ShedReason.CLOSING);
        waiter.wake();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Settles a newcomer, or puts it in line, and returns whether it is there. */
  private boolean join(Arrival arrival, Waiter waiter, long patienceNanos) {
    lock.lock();
    try {
      admitDue(waiter.cameNanos);
      long turnNanos = schedule.nextNanos() + waiters.size() * schedule.stepNanos();
      long earlyNanos = turnNanos - waiter.cameNanos;
      long mostNanos = Math.min(maxWaitNanos, arrival.maxWaitNanos());
      if (closed) {
        waiter.shed(ShedReason.CLOSING);
      } else if (earlyNanos <= 0) {
        schedule.take(waiter.cameNanos);
        inside.incrementAndGet();
        waiter.admit();
      } else if (waiters.size() >= limits.waitingRoom()) {
        waiter.shed(ShedReason.ROOM_FULL);
      } else if (earlyNanos > Math.min(patienceNanos, mostNanos)) {
        waiter.shed(patienceNanos < mostNanos ? ShedReason.DEADLINE : ShedReason.RATE_EXCEEDED);
      } else {
        waiters.add(waiter);
      }
      return !waiter.isSettled();
    } finally {
      lock.unlock();
    }
  }

  /** Only the first in line has one; the others wait to be woken when they come to be first. */
  private long turnNanos(Waiter waiter) {
    lock.lock();
    try {
      boolean first = !waiters.isEmpty() && waiters.first().equals(waiter);
      return first ? schedule.nextNanos() : waiter.cameNanos + GateLimits.UNBOUNDED_WAIT.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** The first in line, when its turn has come; unless the gate was closed meanwhile. */
  private void turnHasCome() {
    lock.lock();
    try {
      admitDue(nanoTime.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  private void leaveLine(Waiter waiter) {
    lock.lock();
    try {
      if (waiters.remove(waiter)) {
        waiter.shed(ShedReason.INTERRUPTED);
        wakeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /** All whose turn has come: the first of them may be late, and must not make the others late. */
  private void admitDue(long nowNanos) {
    boolean due = false;
    while (!waiters.isEmpty() && schedule.nextNanos() - nowNanos <= 0) {
      schedule.take(schedule.nextNanos());
      inside.incrementAndGet();
      Waiter waiter = waiters.removeFirst();
      waiter.admit();
      waiter.wake();
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

  /** An arrival that is settled, or in line. */
  private final class Visit implements PendingAdmission {

    private final TimedArrival arrived;
    private final Waiter waiter;
    private final boolean waits;

    Visit(Arrival arrival, @Nullable Runnable woken) {
      long cameNanos = nanoTime.getAsLong();
      arrived = decisions.arrived(arrival, cameNanos);
      waiter = new Waiter(arrival, cameNanos, woken);
      long patienceNanos =
          arrival.deadlineNanos().isPresent()
              ? arrival.deadlineNanos().getAsLong() - cameNanos
              : Long.MAX_VALUE;
      if (patienceNanos <= 0) {
        waiter.shed(ShedReason.DEADLINE);
      }
      waits = !waiter.isSettled() && join(arrival, waiter, patienceNanos);
    }

    Admission await() {
      if (waits) {
        waiter.await(this::untilNanos, nanoTime, LeakyBucketGate.this::turnHasCome, this::leave);
      }
      return decided();
    }

    @Override
    public @Nullable Admission poll() {
      return waiter.isSettled() ? decided() : null;
    }

    @Override
    public long untilNanos() {
      return turnNanos(waiter);
    }

    @Override
    public void expire() {
      turnHasCome();
    }

    @Override
    public void leave() {
      leaveLine(waiter);
    }

    private Admission decided() {
      long waitedNanos = waits ? nanoTime.getAsLong() - waiter.cameNanos : 0;
      ShedReason reason = waiter.shedReason();
      return reason == null
          ? decisions.admitted(arrived, permit(), waitedNanos)
          : decisions.shed(arrived, reason, waitedNanos, levels().waiting());
    }
  }

  private Permit permit() {
    return new IdempotentPermit() {
      @Override
      void giveBack() {
        inside.decrementAndGet();
      }
    };
  }
}
