package dev.weir.gate.strategy;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import dev.weir.gate.estimate.CallerTurns;
import dev.weir.gate.estimate.RetryHint;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Reports the decisions of a gate: to its observer, and to the arrival, with a turn to come back at
 * if it is shed. When an arrival comes back in its turn, the observer hears how far the turn was
 * from the truth. Safe for use by any thread.
 */
final class DecisionReporter {

  private final GateObserver observer;
  private final LongSupplier nanoTime;
  private final LongUnaryOperator stepNanos;
  private final RetryHint retryHint;
  private final CallerTurns turns;

  /**
   * Makes the reporter of one gate.
   *
   * @param stepNanos the time from one permit that comes back to the next while there is demand, at
   *     a moment on the clock; 0 if that is not known
   */
  DecisionReporter(GateObserver observer, LongSupplier nanoTime, LongUnaryOperator stepNanos) {
    this(observer, nanoTime, stepNanos, new CallerTurns(nanoTime.getAsLong()));
  }

  /** Makes the reporter of a part of a gate, whose callers have their turns at all of its parts. */
  DecisionReporter(
      GateObserver observer,
      LongSupplier nanoTime,
      LongUnaryOperator stepNanos,
      CallerTurns turns) {
    this.observer = observer;
    this.nanoTime = nanoTime;
    this.stepNanos = stepNanos;
    this.retryHint =
        new RetryHint(() -> ThreadLocalRandom.current().nextDouble(), nanoTime.getAsLong());
    this.turns = turns;
  }

  /** Takes note that an arrival comes at a moment, and uses up its turn, if that has come. */
  TimedArrival arrived(Arrival arrival, long cameNanos) {
    return new TimedArrival(arrival, cameNanos, turns.takeDue(arrival.caller(), cameNanos));
  }

  /** Admits an arrival that has not waited; looks at the clock only if it has to. */
  Admitted admittedAtOnce(Arrival arrival, Permit permit) {
    if (turns.any()) {
      return admitted(arrived(arrival, nanoTime.getAsLong()), permit, 0);
    }
    observer.admitted(0);
    return new Admitted(permit, 0);
  }

  /** Admits an arrival that has waited so long. */
  Admitted admitted(TimedArrival arrived, Permit permit, long waitedNanos) {
    observer.admitted(waitedNanos);
    reportMiss(arrived, arrived.cameNanos() + waitedNanos);
    return new Admitted(permit, waitedNanos);
  }

  /** Sheds an arrival that has waited so long, while so many others wait. */
  Shed shed(TimedArrival arrived, ShedReason reason, long waitedNanos, int waiting) {
    observer.shed(reason, waitedNanos);
    long nowNanos = arrived.cameNanos() + waitedNanos;
    Duration retryAfter = retryHint.next(nowNanos, waiting, stepNanos.applyAsLong(nowNanos));
    long turnNanos = nowNanos + retryAfter.toNanos();
    reportMiss(arrived, turnNanos);
    turns.add(arrived.arrival().caller(), turnNanos, nowNanos);
    return new Shed(reason, waitedNanos, retryAfter);
  }

  /** Of one that came back in its turn, and gets its permit, or its next turn, at a moment. */
  private void reportMiss(TimedArrival arrived, long permitNanos) {
    if (arrived.inTurn()) {
      long earlyNanos = arrived.turnNanos().getAsLong() - arrived.cameNanos();
      observer.retryAfterMissed(permitNanos - arrived.cameNanos() - Math.max(0, earlyNanos));
    }
  }
}
