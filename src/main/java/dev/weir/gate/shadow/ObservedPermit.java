package dev.weir.gate.shadow;

import dev.weir.gate.CallResult;
import dev.weir.gate.Permit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The permit of a real request, and the times of its call. */
final class ObservedPermit implements Permit {

  private record Response(CallResult result, long nanos) {}

  private final Permit permit;
  private final RealRequest request;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private volatile @Nullable Response response;
  private volatile int cost;

  /** Begins to measure. */
  ObservedPermit(Permit permit, RealRequest request, LongSupplier nanoTime) {
    this.permit = permit;
    this.request = request;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    request.has(Progress.RUNNING);
  }

  @Override
  public void callEnded(CallResult result) {
    permit.callEnded(result);
    if (response == null) {
      response = new Response(result, nanoTime.getAsLong() - startNanos);
    }
  }

  @Override
  public void costs(int permits) {
    permit.costs(permits);
    cost = permits;
  }

  @Override
  public void close() {
    long heldNanos = nanoTime.getAsLong() - startNanos;
    permit.close();
    Response said = response;
    request.has(
        new Progress.Ended(
            said == null
                ? new CallTimes(CallResult.SUCCESS, heldNanos, heldNanos, cost)
                : new CallTimes(said.result(), said.nanos(), heldNanos, cost)));
  }
}
