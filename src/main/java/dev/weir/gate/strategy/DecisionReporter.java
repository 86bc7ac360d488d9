package dev.weir.gate.strategy;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Makes a gate's decisions known: to its observer, and to the arrival, with a turn to come back at
 * if it was shed. Of one that comes back it tells the observer how far the turn was from the truth.
 * Safe for use by any thread.
 */
final class DecisionReporter {

  private final GateObserver observer;
  private final LongSupplier nanoTime;
  private final LongUnaryOperator stepNanos;
  private final RetryHint retryHint;
  private final CallerTurns promises;

  /**
   * Makes those of one gate.
   *
   * @param stepNanos the time from one permit that comes back to the next while there is demand, at
   *     a moment on the clock; 0 if that is not known
   */
  DecisionReporter(GateObserver observer, LongSupplier nanoTime, LongUnaryOperator stepNanos) {
    long nowNanos = nanoTime.getAsLong();
    this.observer = observer;
    this.nanoTime = nanoTime;
    this.stepNanos = stepNanos;
    this.retryHint = new RetryHint(() -> ThreadLocalRandom.current().nextDouble(), nowNanos);
    this.promises = new CallerTurns(nowNanos);
  }

  /** Takes note that an arrival comes at a moment. */
  TimedArrival attempt(Arrival arrival, long cameNanos) {
    return new TimedArrival(arrival, cameNanos, promises.takeDue(arrival.caller(), cameNanos));
  }

  /** Decides about one that is let in without a wait, and looks at the clock only if it has to. */
  Admitted admittedAtOnce(Arrival arrival, Permit permit) {
    if (promises.any()) {
      return admitted(attempt(arrival, nanoTime.getAsLong()), permit, 0);
    }
    observer.admitted(0);
    return new Admitted(permit, 0);
  }

  Admitted admitted(TimedArrival attempt, Permit permit, long waitedNanos) {
    observer.admitted(waitedNanos);
    hadToWait(attempt, attempt.cameNanos() + waitedNanos);
    return new Admitted(permit, waitedNanos);
  }

  /** Decides about one that is turned away now, while so many others wait. */
  Shed shed(TimedArrival attempt, ShedReason reason, int waiting) {
    long nowNanos = nanoTime.getAsLong();
    return shed(attempt, reason, nowNanos - attempt.cameNanos(), nowNanos, waiting);
  }

  /** Decides about one that is turned away as soon as it comes, while so many others wait. */
  Shed shedAtOnce(TimedArrival attempt, ShedReason reason, int waiting) {
    return shed(attempt, reason, 0, attempt.cameNanos(), waiting);
  }

  private Shed shed(
      TimedArrival attempt, ShedReason reason, long waitedNanos, long nowNanos, int waiting) {
    observer.shed(reason, waitedNanos);
    Duration retryAfter = retryHint.next(nowNanos, waiting, stepNanos.applyAsLong(nowNanos));
    long turnNanos = nowNanos + retryAfter.toNanos();
    hadToWait(attempt, turnNanos);
    promises.made(attempt.arrival().caller(), turnNanos, nowNanos);
    return new Shed(reason, waitedNanos, retryAfter);
  }

  /** One that came back when it was told gets its permit at a moment, or is told that it will. */
  private void hadToWait(TimedArrival attempt, long permitNanos) {
    if (attempt.inTurn()) {
      long earlyNanos = attempt.turnNanos().getAsLong() - attempt.cameNanos();
      observer.retryAfterMissed(permitNanos - attempt.cameNanos() - Math.max(0, earlyNanos));
    }
  }
}
