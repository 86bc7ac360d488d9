package dev.weir.admission.strategy;

import dev.weir.admission.Admission.Admitted;
import dev.weir.admission.Admission.Shed;
import dev.weir.admission.Arrival;
import dev.weir.admission.GateObserver;
import dev.weir.admission.Permit;
import dev.weir.admission.ShedReason;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Makes a gate's decisions known: to its observer, and to the arrival, with a turn to come back at
 * if it was shed. Of one that comes back it tells the observer how far the turn was from the truth.
 * Safe for use by any thread.
 */
final class Decisions {

  private final GateObserver observer;
  private final LongSupplier nanoTime;
  private final LongUnaryOperator stepNanos;
  private final RetryHint retryHint;
  private final Promises promises;

  /**
   * Makes those of one gate.
   *
   * @param stepNanos the time from one permit that comes back to the next while there is demand, at
   *     a moment on the clock; 0 if that is not known
   */
  Decisions(GateObserver observer, LongSupplier nanoTime, LongUnaryOperator stepNanos) {
    long nowNanos = nanoTime.getAsLong();
    this.observer = observer;
    this.nanoTime = nanoTime;
    this.stepNanos = stepNanos;
    this.retryHint = new RetryHint(() -> ThreadLocalRandom.current().nextDouble(), nowNanos);
    this.promises = new Promises(nowNanos);
  }

  Admitted admitted(Arrival arrival, Permit permit, long waitedNanos) {
    observer.admitted(waitedNanos);
    if (promises.any()) {
      long nowNanos = nanoTime.getAsLong();
      cameBack(arrival, nowNanos - waitedNanos, nowNanos);
    }
    return new Admitted(permit, waitedNanos);
  }

  /** Decides about one who came at a moment and is turned away now, while so many others wait. */
  Shed shed(Arrival arrival, ShedReason reason, long cameNanos, int waiting) {
    long nowNanos = nanoTime.getAsLong();
    return shed(arrival, reason, nowNanos - cameNanos, nowNanos, waiting);
  }

  /** Decides about one who comes now and is turned away at once, while so many others wait. */
  Shed shedAtOnce(Arrival arrival, ShedReason reason, long nowNanos, int waiting) {
    return shed(arrival, reason, 0, nowNanos, waiting);
  }

  private Shed shed(
      Arrival arrival, ShedReason reason, long waitedNanos, long nowNanos, int waiting) {
    observer.shed(reason, waitedNanos);
    Duration retryAfter = retryHint.next(nowNanos, waiting, stepNanos.applyAsLong(nowNanos));
    long turnNanos = nowNanos + retryAfter.toNanos();
    cameBack(arrival, nowNanos - waitedNanos, turnNanos);
    promises.made(arrival.caller(), turnNanos, nowNanos);
    return new Shed(reason, waitedNanos, retryAfter);
  }

  /** If it is its turn: it gets its permit at a moment, or is told that it will. */
  private void cameBack(Arrival arrival, long cameNanos, long permitNanos) {
    OptionalLong turnNanos = promises.takeDue(arrival.caller(), cameNanos);
    if (turnNanos.isPresent()) {
      long fromNanos = cameNanos + Math.max(0, turnNanos.getAsLong() - cameNanos);
      observer.retryAfterMissed(permitNanos - fromNanos);
    }
  }
}
