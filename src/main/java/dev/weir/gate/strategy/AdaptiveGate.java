package dev.weir.gate.strategy;

import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Permit;
import dev.weir.gate.estimate.LimitFinder;
import dev.weir.gate.estimate.LimitSearch;
import dev.weir.gate.queue.QueueingSemaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate of {@link Adaptive}. A call is measured from the moment at which it gets its permit, so
 * the wait in the room does not count, until {@link Permit#callEnded}.
 */
final class AdaptiveGate extends PermitGate {

  private final LimitFinder finder;
  private final int mostPermits;

  AdaptiveGate(Adaptive settings, GateObserver observer, LongSupplier nanoTime) {
    super(settings.rules(), observer, nanoTime);
    int permits = settings.limits().permits();
    LimitSearch search = new LimitSearch(settings.fewestPermits(), settings.mostPermits(), permits);
    this.mostPermits = Math.max(permits, settings.mostPermits());
    this.finder = new LimitFinder(search, permits, nanoTime, semaphore::resize);
  }

  @Override
  public int mostPermits() {
    return mostPermits;
  }

  @Override
  Permit permit(Arrival arrival, int permits) {
    return timedPermit(arrival, permits, nanoTime.getAsLong());
  }

  @Override
  Permit timedPermit(Arrival arrival, int permits, long enteredNanos) {
    return new MeasuredPermit(arrival, permits, enteredNanos);
  }

  private final class MeasuredPermit extends CostedPermit {

    private record Ending(CallResult result, long tookNanos) {}

    private final long enteredNanos;
    private final int insideAtEntry = semaphore.inside();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    MeasuredPermit(Arrival arrival, int permits, long enteredNanos) {
      super(arrival, permits);
      this.enteredNanos = enteredNanos;
    }

    @Override
    public void callEnded(CallResult result) {
      ending.compareAndSet(null, endingNow(result));
    }

    @Override
    QueueingSemaphore semaphore() {
      return semaphore;
    }

    @Override
    void closing() {
      Ending said = ending.get();
      Ending ended = said == null ? endingNow(CallResult.SUCCESS) : said;
      finder.callEnded(enteredNanos, ended.tookNanos(), insideAtEntry, ended.result());
      held(arrival, enteredNanos);
    }

    private Ending endingNow(CallResult result) {
      return new Ending(result, nanoTime.getAsLong() - enteredNanos);
    }
  }
}
