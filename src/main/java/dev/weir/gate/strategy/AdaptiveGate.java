package dev.weir.gate.strategy;

import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Permit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the number of permits by itself (see {@link LimitSearch}), from how long calls of the
 * backend take and how they end. All else is as in {@link WaitThenShed}: the room, its bounds, its
 * order.
 *
 * <p>A call is measured from the moment at which it gets its permit, so the wait in the room does
 * not count, until {@link Permit#callEnded}. The number stays within the bounds of the tuning, and
 * begins with the permits of the limits, or with 20 if that is fewer: more are opened as they are
 * used.
 */
final class AdaptiveGate extends PermitGate {

  private final LimitFinder finder;
  private final int mostPermits;

  AdaptiveGate(
      Tuning.Adaptive tuning,
      GateLimits limits,
      Forecast forecast,
      GateObserver observer,
      LongSupplier nanoTime) {
    super(limits, new FifoDiscipline(), forecast, observer, nanoTime);
    this.mostPermits = Math.max(limits.permits(), tuning.mostPermits());
    this.finder = new LimitFinder(tuning, limits.permits(), nanoTime, semaphore::resize);
  }

  @Override
  public int mostPermits() {
    return mostPermits;
  }

  @Override
  Permit permit(Arrival arrival) {
    return timedPermit(arrival, nanoTime.getAsLong());
  }

  @Override
  Permit timedPermit(Arrival arrival, long enteredNanos) {
    return new MeasuredPermit(arrival, enteredNanos);
  }

  private final class MeasuredPermit extends IdempotentPermit {

    private record Ending(CallResult result, long tookNanos) {}

    private final Arrival arrival;
    private final long enteredNanos;
    private final int insideAtEntry = semaphore.inside();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    MeasuredPermit(Arrival arrival, long enteredNanos) {
      this.arrival = arrival;
      this.enteredNanos = enteredNanos;
    }

    @Override
    public void callEnded(CallResult result) {
      ending.compareAndSet(null, endingNow(result));
    }

    @Override
    void giveBack() {
      Ending said = ending.get();
      Ending ended = said == null ? endingNow(CallResult.SUCCESS) : said;
      finder.callEnded(enteredNanos, ended.tookNanos(), insideAtEntry, ended.result());
      held(enteredNanos);
      release(arrival);
    }

    private Ending endingNow(CallResult result) {
      return new Ending(result, nanoTime.getAsLong() - enteredNanos);
    }
  }
}
