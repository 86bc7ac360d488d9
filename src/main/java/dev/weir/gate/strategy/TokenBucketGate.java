package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.PendingAdmission;
import dev.weir.gate.ShedReason;
import dev.weir.gate.estimate.Gcra;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate of {@link TokenBucket}: there is a token while the schedule is ahead by less than the
 * burst. A token is gone at the moment that an arrival is inside with it, and none is spent on an
 * arrival that is shed.
 */
final class TokenBucketGate implements NonBlockingGate {

  private static final GateLimits LIMITS = new GateLimits(GateLimits.UNBOUNDED, 0, Duration.ZERO);

  private final LongSupplier nanoTime;
  private final DecisionReporter decisions;
  private final long toleranceNanos;

  private final AtomicInteger inside = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private final Gcra schedule;
  private long latestNanos;
  private boolean closed;

  TokenBucketGate(TokenBucket settings, GateObserver observer, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.latestNanos = nanoTime.getAsLong();
    this.schedule = new Gcra(settings.perSecond(), latestNanos);
    this.toleranceNanos = (settings.burst() - 1) * schedule.stepNanos();
    long stepNanos = schedule.stepNanos();
    this.decisions = new DecisionReporter(observer, nanoTime, now -> stepNanos);
  }

  /** A closed gate says so, whether or not there are tokens. */
  @Override
  public Admission enter(Arrival arrival) {
    long nowNanos = nanoTime.getAsLong();
    ShedReason reason = refusal(arrival, nowNanos);
    if (reason != null) {
      return decisions.shed(decisions.arrived(arrival, nowNanos), reason, 0, 0);
    }
    return decisions.admittedAtOnce(
        arrival,
        new IdempotentPermit() {
          @Override
          void giveBack() {
            inside.decrementAndGet();
          }
        });
  }

  @Override
  public PendingAdmission arrive(Arrival arrival, Runnable woken) {
    return new DecidedAdmission(enter(arrival));
  }

  @Override
  public GateLevels levels() {
    return new GateLevels(LIMITS, inside.get(), 0);
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
    } finally {
      lock.unlock();
    }
  }

  /** Lets it in, or says why not. */
  private @Nullable ShedReason refusal(Arrival arrival, long nowNanos) {
    boolean late =
        arrival.deadlineNanos().isPresent() && arrival.deadlineNanos().getAsLong() - nowNanos <= 0;
    lock.lock();
    try {
      if (closed || late) {
        return closed ? ShedReason.CLOSING : ShedReason.DEADLINE;
      }
      // Another thread may have read the clock later, and got the lock before.
      latestNanos += Math.max(0, nowNanos - latestNanos);
      if (schedule.nextNanos() - latestNanos > toleranceNanos) {
        return ShedReason.RATE_EXCEEDED;
      }
      schedule.take(latestNanos);
      inside.incrementAndGet();
      return null;
    } finally {
      lock.unlock();
    }
  }
}
