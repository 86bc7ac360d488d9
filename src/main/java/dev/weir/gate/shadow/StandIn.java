package dev.weir.gate.shadow;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import dev.weir.gate.Gate;
import dev.weir.gate.Permit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place at a gate of a request that has passed it by: waits in line as the request would
 * have, and then holds a permit for as long as the request's call takes, from when it got it.
 *
 * <p>It is the permit of the request, and what its own thread does.
 */
final class StandIn implements Permit, Runnable {

  private final Gate gate;
  private final Arrival arrival;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private volatile CallResult result = CallResult.SUCCESS;
  private volatile int cost;
  private volatile long heldNanos = -1;
  private volatile @Nullable Thread thread;

  StandIn(Gate gate, Arrival arrival, LongSupplier nanoTime) {
    this.gate = gate;
    this.arrival = arrival;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  @Override
  public void callEnded(CallResult ended) {
    result = ended;
  }

  @Override
  public void costs(int permits) {
    cost = permits;
  }

  /** Races with {@link #awaitEnd}: each sets its field first, so that one sees what both did. */
  @Override
  public void close() {
    if (heldNanos < 0) {
      heldNanos = Math.max(0, nanoTime.getAsLong() - startNanos);
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void run() {
    if (gate.enter(arrival) instanceof Admitted admitted) {
      try (Permit permit = admitted.permit()) {
        long admittedNanos = nanoTime.getAsLong();
        awaitEnd();
        if (cost > 0) {
          permit.costs(cost);
        }
        sleepUntil(admittedNanos + heldNanos);
        permit.callEnded(result);
      }
    }
  }

  private void awaitEnd() {
    thread = Thread.currentThread();
    while (heldNanos < 0) {
      LockSupport.park(this);
    }
  }

  private void sleepUntil(long nanos) {
    for (long left = nanos - nanoTime.getAsLong(); left > 0; left = nanos - nanoTime.getAsLong()) {
      LockSupport.parkNanos(this, left);
    }
  }
}
