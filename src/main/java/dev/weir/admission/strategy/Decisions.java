package dev.weir.admission.strategy;

import dev.weir.admission.Admission.Admitted;
import dev.weir.admission.Admission.Shed;
import dev.weir.admission.GateObserver;
import dev.weir.admission.Permit;
import dev.weir.admission.ShedReason;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Makes a gate's decisions known: to its observer, and to the arrival, with a hint of when to come
 * back if it was shed. Safe for use by any thread.
 */
final class Decisions {

  /**
   * How many permits come back, while demand may be over, from one look at the clock to the next.
   */
  private static final int RETURNS_BETWEEN_LOOKS = 64;

  private final GateObserver observer;
  private final LongSupplier nanoTime;
  private final DrainRate drainRate = new DrainRate();
  private final RetryHint retryHint;
  private final Promises promises;

  Decisions(GateObserver observer, LongSupplier nanoTime) {
    this.observer = observer;
    this.nanoTime = nanoTime;
    this.retryHint =
        new RetryHint(
            drainRate, () -> ThreadLocalRandom.current().nextDouble(), nanoTime.getAsLong());
    this.promises = new Promises(observer);
  }

  /**
   * Takes note that somebody finds no permit, while so many others wait.
   *
   * @return how many permits come back in a second; empty until that is known
   */
  OptionalDouble busy(long nowNanos, int waiting) {
    return retryHint.busy(nowNanos, waiting);
  }

  /** Returns whether anybody wants to know of a permit that comes back. */
  boolean inDemand() {
    return drainRate.counting();
  }

  /** Takes note that a permit came back, while so many others wait. */
  void permitReturned(int waiting) {
    long returned = drainRate.permitReturned();
    if (promises.anyDueAt(returned, waiting)) {
      promises.permitReturned(returned, waiting, nanoTime.getAsLong());
    }
    if (waiting == 0 && returned % RETURNS_BETWEEN_LOOKS == 0) {
      retryHint.idle(nanoTime.getAsLong());
    }
  }

  Admitted admitted(Permit permit, long waitedNanos) {
    observer.admitted(waitedNanos);
    return new Admitted(permit, waitedNanos);
  }

  /** Decides about one who came at a moment and is turned away now, while so many others wait. */
  Shed shed(ShedReason reason, long cameNanos, int waiting) {
    long nowNanos = nanoTime.getAsLong();
    return shed(reason, nowNanos - cameNanos, nowNanos, waiting);
  }

  /** Decides about one who comes now and is turned away at once, while so many others wait. */
  Shed shedAtOnce(ShedReason reason, long nowNanos, int waiting) {
    return shed(reason, 0, nowNanos, waiting);
  }

  private Shed shed(ShedReason reason, long waitedNanos, long nowNanos, int waiting) {
    observer.shed(reason, waitedNanos);
    Duration retryAfter = retryHint.shed(nowNanos, waiting);
    promises.made(nowNanos + retryAfter.toNanos(), drainRate.returned() + waiting + 1);
    return new Shed(reason, waitedNanos, retryAfter);
  }
}
