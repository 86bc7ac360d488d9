package dev.weir.admission.strategy;

import dev.weir.admission.Admission;
import dev.weir.admission.Admission.Admitted;
import dev.weir.admission.Admission.Shed;
import dev.weir.admission.Arrival;
import dev.weir.admission.Gate;
import dev.weir.admission.GateLevels;
import dev.weir.admission.GateLimits;
import dev.weir.admission.GateObserver;
import dev.weir.admission.Permit;
import dev.weir.admission.ShedReason;
import dev.weir.admission.strategy.FairSemaphore.Verdict;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The default strategy: an arrival that finds no permit waits, in order, in a bounded room and for
 * a bounded time; past the bound or past the time it is shed.
 *
 * <p>Exact in all three: never more than {@code permits} inside, never more than {@code
 * waitingRoom} waiting, first come first served with no overtaking. An arrival with a deadline
 * waits no longer than that, and is shed at once if it has passed. See {@link FairSemaphore} for
 * how.
 */
final class WaitThenShed implements Gate {

  /** Longer than any wait, and short enough to be added to any moment on the clock. */
  private static final long FOREVER_NANOS = Long.MAX_VALUE / 2;

  private final FairSemaphore semaphore;
  private final long maxWaitNanos;
  private final GateObserver observer;
  private final LongSupplier nanoTime;
  private final DrainRate drainRate = new DrainRate();
  private final RetryHint retryHint;

  WaitThenShed(GateLimits limits, GateObserver observer, LongSupplier nanoTime) {
    this.semaphore = new FairSemaphore(limits, nanoTime);
    this.maxWaitNanos = Math.min(FOREVER_NANOS, TimeUnit.NANOSECONDS.convert(limits.maxWait()));
    this.observer = observer;
    this.nanoTime = nanoTime;
    this.retryHint =
        new RetryHint(
            drainRate, () -> ThreadLocalRandom.current().nextDouble(), nanoTime.getAsLong());
  }

  @Override
  public Admission enter(Arrival arrival) {
    if (arrival.deadlineNanos().isPresent()) {
      return enterBy(arrival.deadlineNanos().getAsLong());
    }
    return semaphore.tryAcquire() ? admitted(0) : await(nanoTime.getAsLong(), FOREVER_NANOS);
  }

  @Override
  public GateLevels levels() {
    return semaphore.levels();
  }

  @Override
  public void close() {
    semaphore.close();
  }

  private Admission enterBy(long deadlineNanos) {
    long startNanos = nanoTime.getAsLong();
    long leftNanos = deadlineNanos - startNanos;
    if (leftNanos <= 0) {
      return shed(ShedReason.DEADLINE, startNanos, startNanos);
    }
    return semaphore.tryAcquire() ? admitted(0) : await(startNanos, leftNanos);
  }

  private Admission await(long startNanos, long leftNanos) {
    retryHint.busy(startNanos, semaphore.levels().waiting());
    Verdict verdict = semaphore.acquire(startNanos + Math.min(maxWaitNanos, leftNanos));
    long nowNanos = nanoTime.getAsLong();
    return switch (verdict) {
      case ENTERED -> admitted(nowNanos - startNanos);
      case ROOM_FULL -> shed(ShedReason.ROOM_FULL, startNanos, nowNanos);
      case TIMED_OUT -> shed(timeOut(leftNanos), startNanos, nowNanos);
      case CLOSED -> shed(ShedReason.CLOSING, startNanos, nowNanos);
      case INTERRUPTED -> shed(ShedReason.INTERRUPTED, startNanos, nowNanos);
      case WAITING -> throw new IllegalStateException("acquire returned before it was decided");
    };
  }

  private ShedReason timeOut(long leftNanos) {
    return leftNanos < maxWaitNanos ? ShedReason.DEADLINE : ShedReason.WAIT_TIMEOUT;
  }

  private Admission admitted(long waitedNanos) {
    observer.admitted(waitedNanos);
    return new Admitted(new OnePermit(), waitedNanos);
  }

  private Admission shed(ShedReason reason, long startNanos, long nowNanos) {
    long waitedNanos = nowNanos - startNanos;
    observer.shed(reason, waitedNanos);
    return new Shed(reason, waitedNanos, retryHint.shed(nowNanos, semaphore.levels().waiting()));
  }

  private final class OnePermit implements Permit {
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        drainRate.permitReturned();
        semaphore.release();
      }
    }
  }
}
