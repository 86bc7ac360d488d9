package dev.weir.admission.strategy;

import dev.weir.admission.Arrival;
import dev.weir.admission.GateLimits;
import dev.weir.admission.GateObserver;
import dev.weir.admission.Permit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Finds the number of permits by itself, from how long the backend takes and how its calls end. All
 * else is as in {@link WaitThenShed}: the room, its bounds, its order.
 *
 * <p>A call is measured from the moment at which it gets its permit, so the wait in the room does
 * not count, until the backend answers, or until the permit is closed if nobody says when that was.
 * It begins with the permits of the limits, and stays within those of its tuning.
 */
final class Adaptive extends PermitGate {

  private final LimitFinder finder;
  private final int mostPermits;

  Adaptive(
      Tuning.Adaptive tuning,
      GateLimits limits,
      Forecast forecast,
      GateObserver observer,
      LongSupplier nanoTime) {
    super(limits, new FifoLine(), forecast, observer, nanoTime);
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

  private final class MeasuredPermit extends OncePermit {

    private static final long UNKNOWN = -1;

    private final Arrival arrival;
    private final long enteredNanos;
    private final AtomicLong tookNanos = new AtomicLong(UNKNOWN);
    private volatile boolean failed;

    MeasuredPermit(Arrival arrival, long enteredNanos) {
      this.arrival = arrival;
      this.enteredNanos = enteredNanos;
    }

    @Override
    public void backendAnswered() {
      tookNanos.compareAndSet(UNKNOWN, nanoTime.getAsLong() - enteredNanos);
    }

    @Override
    public void backendFailed() {
      failed = true;
    }

    @Override
    void giveBack() {
      backendAnswered();
      finder.callEnded(enteredNanos, tookNanos.get(), semaphore.inside(), failed);
      held(enteredNanos);
      release(arrival);
    }
  }
}
