package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.PendingAdmission;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import dev.weir.gate.estimate.HoldTime;
import dev.weir.gate.queue.Waiter;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate of {@link Demand}. The contract is that of Reactive Streams 1.0.4 ({@link Flow}), the
 * buffer is {@link ArrivalPublisher}'s.
 */
final class DemandGate implements NonBlockingGate {

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
    return new Visit(arrival, null).await();
  }

  @Override
  public PendingAdmission arrive(Arrival arrival, Runnable woken) {
    return new Visit(arrival, woken);
  }

  @Override
  public GateLevels levels() {
    ArrivalPublisher.Levels now = arrivals.levels();
    return new GateLevels(limits, limits.permits() - (int) now.demand(), now.buffered());
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
    arrivals.close();
  }

  private Permit permit(long enteredNanos) {
    return new IdempotentPermit() {
      @Override
      void giveBack() {
        long nowNanos = nanoTime.getAsLong();
        holdTime.add(nowNanos - enteredNanos, nowNanos);
        backend.callEnded();
      }
    };
  }

  /** An arrival that is settled, or in the buffer. */
  private final class Visit implements PendingAdmission {

    private final TimedArrival arrived;
    private final Waiter waiter;
    private final long untilNanos;
    private final ShedReason whenOver;
    private final boolean waits;

    Visit(Arrival arrival, @Nullable Runnable woken) {
      long cameNanos = nanoTime.getAsLong();
      arrived = decisions.arrived(arrival, cameNanos);
      waiter = new Waiter(arrival, cameNanos, woken);
      long mostNanos = Math.min(arrival.maxWaitNanos(), GateLimits.UNBOUNDED_WAIT.toNanos());
      long leftNanos = arrival.deadlineNanos().orElse(cameNanos + mostNanos) - cameNanos;
      untilNanos = cameNanos + Math.min(leftNanos, mostNanos);
      whenOver = leftNanos < mostNanos ? ShedReason.DEADLINE : ShedReason.WAIT_TIMEOUT;
      if (arrival.deadlineNanos().isPresent() && leftNanos <= 0) {
        waiter.shed(ShedReason.DEADLINE);
      }
      waits = !waiter.isSettled() && arrivals.offer(waiter);
    }

    Admission await() {
      if (waits) {
        waiter.await(this::untilNanos, nanoTime, this::expire, this::leave);
      }
      return decided();
    }

    @Override
    public @Nullable Admission poll() {
      return waiter.isSettled() ? decided() : null;
    }

    @Override
    public long untilNanos() {
      return untilNanos;
    }

    @Override
    public void expire() {
      arrivals.withdraw(waiter, whenOver);
    }

    @Override
    public void leave() {
      arrivals.withdraw(waiter, ShedReason.INTERRUPTED);
    }

    private Admission decided() {
      long waitedNanos = waits ? nanoTime.getAsLong() - waiter.cameNanos : 0;
      ShedReason reason = waiter.shedReason();
      return reason == null
          ? decisions.admitted(arrived, permit(waiter.cameNanos + waitedNanos), waitedNanos)
          : decisions.shed(arrived, reason, waitedNanos, arrivals.levels().buffered());
    }
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
      waiter.admit();
      waiter.wake();
    }

    void callEnded() {
      Objects.requireNonNull(subscription).request(1);
    }

    @Override
    public void onError(Throwable thrown) {
      throw new IllegalStateException("The gate's own publisher failed", thrown);
    }

    /** The calls that are inside stay there until they have ended. */
    @Override
    public void onComplete() {}
  }
}
