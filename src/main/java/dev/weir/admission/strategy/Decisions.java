package dev.weir.admission.strategy;

import dev.weir.admission.Admission.Admitted;
import dev.weir.admission.Admission.Shed;
import dev.weir.admission.GateObserver;
import dev.weir.admission.Permit;
import dev.weir.admission.ShedReason;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Makes a gate's decisions known: to its observer, and to the arrival, with a hint of when to come
 * back if it was shed. Safe for use by any thread.
 */
final class Decisions {

  private final GateObserver observer;
  private final LongSupplier nanoTime;
  private final DrainRate drainRate = new DrainRate();
  private final RetryHint retryHint;

  Decisions(GateObserver observer, LongSupplier nanoTime) {
    this.observer = observer;
    this.nanoTime = nanoTime;
    this.retryHint =
        new RetryHint(
            drainRate, () -> ThreadLocalRandom.current().nextDouble(), nanoTime.getAsLong());
  }

  /** Takes note that somebody finds no permit, while so many others wait. */
  void busy(long nowNanos, int waiting) {
    retryHint.busy(nowNanos, waiting);
  }

  /** Takes note that a permit came back. */
  void permitReturned() {
    drainRate.permitReturned();
  }

  Admitted admitted(Permit permit, long waitedNanos) {
    observer.admitted(waitedNanos);
    return new Admitted(permit, waitedNanos);
  }

  /** Decides about one who came at a moment and is turned away now, while so many others wait. */
  Shed shed(ShedReason reason, long cameNanos, int waiting) {
    long nowNanos = nanoTime.getAsLong();
    long waitedNanos = nowNanos - cameNanos;
    observer.shed(reason, waitedNanos);
    return new Shed(reason, waitedNanos, retryHint.shed(nowNanos, waiting));
  }
}
