package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.ShedReason;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate of {@link Demand}. The contract is that of Reactive Streams 1.0.4 ({@link Flow}), the
 * buffer is {@link ArrivalPublisher}'s.
 */
final class DemandGate implements Gate {

  private final GateLimits limits;
  private final LongSupplier nanoTime;
  private final DecisionReporter decisions;
  private final HoldTime holdTime = new HoldTime();
  private final ArrivalPublisher arrivals;
  private final BackendSide backend = new BackendSide();

  DemandGate(GateLimits limits, GateObserver observer, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.decisions =
        new DecisionReporter(
            observer, nanoTime, now -> holdTime.settledNanos(now) / limits.permits());
    this.arrivals = new ArrivalPublisher(limits.waitingRoom());
    arrivals.subscribe(backend);
  }

  @Override
  public Admission enter(Arrival arrival) {
    long cameNanos = nanoTime.getAsLong();
    TimedArrival attempt = decisions.attempt(arrival, cameNanos);
    long untilNanos = arrival.deadlineNanos().orElse(cameNanos + GateLimits.LONGEST_WAIT.toNanos());
    if (untilNanos - cameNanos <= 0) {
      return shedAtOnce(attempt, ShedReason.DEADLINE);
    }
    Waiter waiter = new Waiter(arrival.priority(), cameNanos);
    return switch (arrivals.offer(waiter)) {
      case WAITING -> awaited(attempt, waiter, untilNanos);
      case ENTERED -> admitted(attempt, cameNanos, 0);
      case ROOM_FULL -> shedAtOnce(attempt, ShedReason.ROOM_FULL);
      case CLOSED -> shedAtOnce(attempt, ShedReason.CLOSING);
      case TIMED_OUT, INTERRUPTED, HOPELESS, PREEMPTED, OVERDUE ->
          throw new IllegalStateException("no one is refused so at the door");
    };
  }

  @Override
  public GateLevels levels() {
    ArrivalPublisher.Levels now = arrivals.levels();
    return new GateLevels(limits, limits.permits() - (int) now.demand(), now.buffered());
  }

  @Override
  public void close() {
    arrivals.close();
  }

  private Admission awaited(TimedArrival attempt, Waiter waiter, long untilNanos) {
    return switch (waiter.await(
        () -> untilNanos,
        nanoTime,
        Verdict.TIMED_OUT,
        verdict -> arrivals.withdraw(waiter, verdict))) {
      case ENTERED -> admittedFromLine(attempt);
      case TIMED_OUT -> shed(attempt, ShedReason.DEADLINE);
      case CLOSED -> shed(attempt, ShedReason.CLOSING);
      case INTERRUPTED -> shed(attempt, ShedReason.INTERRUPTED);
      case WAITING, ROOM_FULL, HOPELESS, PREEMPTED, OVERDUE ->
          throw new IllegalStateException("no one in the buffer ends so");
    };
  }

  private Admission admittedFromLine(TimedArrival attempt) {
    long nowNanos = nanoTime.getAsLong();
    return admitted(attempt, nowNanos, nowNanos - attempt.cameNanos());
  }

  private Admission admitted(TimedArrival attempt, long enteredNanos, long waitedNanos) {
    return decisions.admitted(
        attempt,
        new IdempotentPermit() {
          @Override
          void giveBack() {
            long nowNanos = nanoTime.getAsLong();
            holdTime.add(nowNanos - enteredNanos, nowNanos);
            backend.callEnded();
          }
        },
        waitedNanos);
  }

  private Admission shed(TimedArrival attempt, ShedReason reason) {
    return decisions.shed(attempt, reason, arrivals.levels().buffered());
  }

  private Admission shedAtOnce(TimedArrival attempt, ShedReason reason) {
    return decisions.shedAtOnce(attempt, reason, arrivals.levels().buffered());
  }

  /** Pulls: what it is handed may call the backend. */
  private final class BackendSide implements Flow.Subscriber<Waiter> {

    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(limits.permits());
    }

    @Override
    public void onNext(Waiter waiter) {
      waiter.decide(Verdict.ENTERED);
    }

    void callEnded() {
      Objects.requireNonNull(subscription).request(1);
    }

    @Override
    public void onError(Throwable thrown) {
      throw new IllegalStateException("The gate's own publisher failed", thrown);
    }

    /** Those who are inside stay there until they have ended. */
    @Override
    public void onComplete() {}
  }
}
