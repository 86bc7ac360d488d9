package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.QueueingSemaphore.NOT_ENTERED;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What the strategies have in common that give out a number of permits: an arrival that finds none
 * waits in line, within the limits; past the room or past the time it is shed. They differ in their
 * limits and in the {@link QueueDiscipline}.
 *
 * <p>An arrival with a deadline waits no longer than that less the time that a permit is usually
 * held, and is shed at once if it has passed. Where there is a {@link Forecast}, so is one whose
 * turn would not come in time.
 */
class PermitGate implements Gate {

  /** Longer than any wait, and short enough to be added to any moment on the clock. */
  private static final long FOREVER_NANOS = GateLimits.LONGEST_WAIT.toNanos();

  final LongSupplier nanoTime;
  final QueueingSemaphore semaphore;
  final DecisionReporter decisions;

  private final Forecast forecast;
  private final HoldTime holdTime = new HoldTime();
  private final long maxWaitNanos;

  /** Makes one that lets everybody wait for whom there is a place. */
  PermitGate(
      GateLimits limits, QueueDiscipline line, GateObserver observer, LongSupplier nanoTime) {
    this(limits, line, new Forecast(false), observer, nanoTime);
  }

  PermitGate(
      GateLimits limits,
      QueueDiscipline line,
      Forecast forecast,
      GateObserver observer,
      LongSupplier nanoTime) {
    this.forecast = forecast;
    this.nanoTime = nanoTime;
    this.semaphore = new QueueingSemaphore(limits, line, nanoTime);
    this.decisions = new DecisionReporter(observer, nanoTime, this::stepNanos);
    this.maxWaitNanos = TimeUnit.NANOSECONDS.convert(limits.maxWait());
  }

  @Override
  public Admission enter(Arrival arrival) {
    if (arrival.deadlineNanos().isPresent()) {
      return enterBy(arrival, arrival.deadlineNanos().getAsLong());
    }
    long occupancy = semaphore.enter(arrival.priority());
    return occupancy == NOT_ENTERED
        ? await(decisions.attempt(arrival, nanoTime.getAsLong()), FOREVER_NANOS)
        : admittedAtOnce(arrival, occupancy);
  }

  @Override
  public final GateLevels levels() {
    return semaphore.levels();
  }

  @Override
  public final void close() {
    semaphore.close();
  }

  /** Makes the permit of one that the semaphore has let in while the gate has little to do. */
  Permit permit(Arrival arrival) {
    // Every pass makes one: it holds nothing that it can do without.
    return new IdempotentPermit() {
      @Override
      void giveBack() {
        release(arrival);
      }
    };
  }

  /** Makes the permit of one that the semaphore let in at a moment when it has much to do. */
  Permit timedPermit(Arrival arrival, long enteredNanos) {
    return new IdempotentPermit() {
      @Override
      void giveBack() {
        held(enteredNanos);
        release(arrival);
      }
    };
  }

  /** Takes note of how long one was inside who entered at this moment. */
  final void held(long enteredNanos) {
    long nowNanos = nanoTime.getAsLong();
    holdTime.add(nowNanos - enteredNanos, nowNanos);
  }

  /** Gives back what the semaphore gave. */
  final void release(Arrival arrival) {
    semaphore.release(arrival.priority());
  }

  /** Says why one is shed for whom there is neither a permit nor a place. */
  ShedReason whenFull() {
    return ShedReason.ROOM_FULL;
  }

  /** By Little's law; 0 if it is not known well for how long a permit is held. */
  private long stepNanos(long nowNanos) {
    return holdTime.settledNanos(nowNanos) / semaphore.permits();
  }

  private Admission shed(TimedArrival attempt, ShedReason reason) {
    return decisions.shed(attempt, reason, semaphore.waiting());
  }

  private Admission shedAtOnce(TimedArrival attempt, ShedReason reason) {
    return decisions.shedAtOnce(attempt, reason, semaphore.waiting());
  }

  private Admission enterBy(Arrival arrival, long deadlineNanos) {
    long cameNanos = nanoTime.getAsLong();
    long leftNanos = deadlineNanos - cameNanos;
    if (leftNanos <= 0) {
      return shedAtOnce(decisions.attempt(arrival, cameNanos), ShedReason.DEADLINE);
    }
    long occupancy = semaphore.enter(arrival.priority());
    return occupancy == NOT_ENTERED
        ? await(decisions.attempt(arrival, cameNanos), leftNanos)
        : admittedAtOnce(arrival, occupancy);
  }

  /** Whoever has so much time left needs some of it for the call itself. */
  private Admission await(TimedArrival attempt, long leftNanos) {
    long cameNanos = attempt.cameNanos();
    long holdNanos = holdTime.usualNanos(cameNanos);
    long patienceNanos = Math.min(maxWaitNanos, leftNanos - holdNanos);
    int reach = forecast.placesInReach(patienceNanos, semaphore.permits(), holdNanos);
    ShedReason whenOver = timeOut(leftNanos - holdNanos);
    Waiter waiter = new Waiter(attempt.arrival().priority(), cameNanos, attempt.inTurn());
    long untilNanos = cameNanos + patienceNanos;
    return switch (semaphore.join(waiter, untilNanos, reach)) {
      case WAITING -> awaited(attempt, waiter, untilNanos, whenOver);
      case ENTERED -> admitted(attempt, nanoTime.getAsLong(), 0);
      case ROOM_FULL -> shedAtOnce(attempt, whenFull());
      case HOPELESS -> shedAtOnce(attempt, ShedReason.HOPELESS);
      case TIMED_OUT -> shedAtOnce(attempt, whenOver);
      case CLOSED -> shedAtOnce(attempt, ShedReason.CLOSING);
      case PREEMPTED, OVERDUE, INTERRUPTED ->
          throw new IllegalStateException("only one in line ends so");
    };
  }

  private Admission awaited(
      TimedArrival attempt, Waiter waiter, long untilNanos, ShedReason whenOver) {
    return switch (semaphore.await(waiter, untilNanos)) {
      case ENTERED -> admittedFromLine(attempt);
      case TIMED_OUT -> shed(attempt, whenOver);
      case PREEMPTED -> shed(attempt, ShedReason.PREEMPTED);
      case OVERDUE -> shed(attempt, ShedReason.STANDING_LINE);
      case CLOSED -> shed(attempt, ShedReason.CLOSING);
      case INTERRUPTED -> shed(attempt, ShedReason.INTERRUPTED);
      case WAITING, ROOM_FULL, HOPELESS ->
          throw new IllegalStateException("no one in line ends so");
    };
  }

  private ShedReason timeOut(long untilDeadlineNanos) {
    return untilDeadlineNanos < maxWaitNanos ? ShedReason.DEADLINE : ShedReason.WAIT_TIMEOUT;
  }

  private Admission admittedAtOnce(Arrival arrival, long occupancy) {
    Permit permit =
        Occupancy.busy(occupancy) ? timedPermit(arrival, nanoTime.getAsLong()) : permit(arrival);
    return decisions.admittedAtOnce(arrival, permit);
  }

  private Admission admittedFromLine(TimedArrival attempt) {
    long nowNanos = nanoTime.getAsLong();
    return admitted(attempt, nowNanos, nowNanos - attempt.cameNanos());
  }

  private Admission admitted(TimedArrival attempt, long nowNanos, long waitedNanos) {
    return decisions.admitted(attempt, timedPermit(attempt.arrival(), nowNanos), waitedNanos);
  }
}
