package dev.weir.admission.strategy;

import dev.weir.admission.Admission;
import dev.weir.admission.Arrival;
import dev.weir.admission.GateLimits;
import dev.weir.admission.GateObserver;
import dev.weir.admission.ShedReason;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Admits at a rate, with a burst: each arrival takes a token, and whoever finds none is shed at
 * once. Tokens come back evenly, up to the burst. It limits how many come, not how many are inside.
 *
 * <p>The bucket is Bucket4j's, without locks (Turner, "New Directions in Communications", IEEE
 * Communications Magazine 1986, has the algorithm).
 */
final class TokenBucket extends PermitGate {

  private final Bucket bucket;

  TokenBucket(Tuning.TokenBucket tuning, GateObserver observer, LongSupplier nanoTime) {
    super(new GateLimits(GateLimits.MOST, 0, Duration.ZERO), new FifoLine(), observer, nanoTime);
    this.bucket =
        Bucket.builder()
            .addLimit(
                bandwidth ->
                    bandwidth
                        .capacity(tuning.burst())
                        .refillGreedy(1, Duration.ofNanos((long) (1e9 / tuning.perSecond()))))
            .withCustomTimePrecision(clock(nanoTime))
            .build();
  }

  /** A closed gate says so, whether or not there are tokens. */
  @Override
  public Admission enter(Arrival arrival) {
    if (semaphore.closed() || bucket.tryConsume(1)) {
      return super.enter(arrival);
    }
    return shed(ShedReason.RATE_EXCEEDED, nanoTime.getAsLong());
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
