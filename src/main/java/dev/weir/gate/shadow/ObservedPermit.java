package dev.weir.gate.shadow;

import dev.weir.gate.CallResult;
import dev.weir.gate.Permit;
import java.util.function.LongSupplier;

/** The permit of a real request, and the times of its call. */
final class ObservedPermit implements Permit {

  private static final long NOT_YET = -1;

  private final Permit permit;
  private final RequestRing requests;
  private final long number;
  private final long startNanos;
  private final LongSupplier nanoTime;
  private CallResult result = CallResult.SUCCESS;
  private volatile long responseNanos = NOT_YET;
  private volatile int cost;

  /**
   * Begins to measure.
   *
   * @param requests takes note of the call
   * @param number that of the request there
   * @param startNanos when it was admitted
   */
  ObservedPermit(
      Permit permit, RequestRing requests, long number, long startNanos, LongSupplier nanoTime) {
    this.permit = permit;
    this.requests = requests;
    this.number = number;
    this.startNanos = startNanos;
    this.nanoTime = nanoTime;
    requests.running(number);
  }

  @Override
  public void callEnded(CallResult ended) {
    permit.callEnded(ended);
    if (responseNanos == NOT_YET) {
      result = ended;
      responseNanos = sinceStart();
    }
  }

  @Override
  public void costs(int permits) {
    permit.costs(permits);
    cost = permits;
  }

  @Override
  public void close() {
    long heldNanos = sinceStart();
    permit.close();
    long said = responseNanos;
    requests.ended(number, result, said == NOT_YET ? heldNanos : said, heldNanos, cost);
  }

  private long sinceStart() {
    return Math.max(0, nanoTime.getAsLong() - startNanos);
  }
}
