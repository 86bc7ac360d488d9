package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.ShedReason;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate of {@link TokenBucket}.
 *
 * <p>The bucket is Bucket4j's (Turner, "New Directions in Communications", IEEE Communications
 * Magazine 1986, has the algorithm). It is asked with a lock held: a token is gone at the moment
 * that somebody is inside with it, and none is spent on one who does not come in.
 */
final class TokenBucketGate implements Gate {

  private static final GateLimits LIMITS = new GateLimits(GateLimits.MOST, 0, Duration.ZERO);

  private final LongSupplier nanoTime;
  private final DecisionReporter decisions;

  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private final Bucket bucket;
  private int inside;
  private boolean closed;

  TokenBucketGate(TokenBucket settings, GateObserver observer, LongSupplier nanoTime) {
    long stepNanos = (long) (1e9 / settings.perSecond());
    this.nanoTime = nanoTime;
    this.decisions = new DecisionReporter(observer, nanoTime, now -> stepNanos);
    this.bucket =
        Bucket.builder()
            .addLimit(
                bandwidth ->
                    bandwidth
                        .capacity(settings.burst())
                        .refillGreedy(1, Duration.ofNanos(stepNanos)))
            .withCustomTimePrecision(clock(nanoTime))
            .build();
  }

  /** A closed gate says so, whether or not there are tokens. */
  @Override
  public Admission enter(Arrival arrival) {
    long nowNanos = nanoTime.getAsLong();
    ShedReason reason = whyNot(arrival, nowNanos);
    if (reason != null) {
      return decisions.shed(decisions.arrived(arrival, nowNanos), reason, 0, 0);
    }
    return decisions.admittedAtOnce(
        arrival,
        new IdempotentPermit() {
          @Override
          void giveBack() {
            leave();
          }
        });
  }

  @Override
  public GateLevels levels() {
    lock.lock();
    try {
      return new GateLevels(LIMITS, inside, 0);
    } finally {
      lock.unlock();
    }
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
  private @Nullable ShedReason whyNot(Arrival arrival, long nowNanos) {
    boolean late =
        arrival.deadlineNanos().isPresent() && arrival.deadlineNanos().getAsLong() - nowNanos <= 0;
    lock.lock();
    try {
      if (closed || late) {
        return closed ? ShedReason.CLOSING : ShedReason.DEADLINE;
      }
      if (!bucket.tryConsume(1)) {
        return ShedReason.RATE_EXCEEDED;
      }
      inside++;
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      inside--;
    } finally {
      lock.unlock();
    }
  }

  private static TimeMeter clock(LongSupplier nanoTime) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return nanoTime.getAsLong();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }
}
