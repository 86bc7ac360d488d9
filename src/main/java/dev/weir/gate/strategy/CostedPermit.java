package dev.weir.gate.strategy;

import dev.weir.gate.Arrival;
import dev.weir.gate.Permit;
import dev.weir.gate.queue.QueueingSemaphore;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * What an arrival has taken of a semaphore: given back once, however often and by which threads it
 * is closed.
 */
abstract class CostedPermit implements Permit {

  /** One object less for every pass than an {@code AtomicInteger} would be. */
  private static final AtomicIntegerFieldUpdater<CostedPermit> HELD =
      AtomicIntegerFieldUpdater.newUpdater(CostedPermit.class, "held");

  final Arrival arrival;

  /** How many are held: negative once the cost was corrected, and 0 once they are given back. */
  private volatile int held;

  CostedPermit(Arrival arrival, int permits) {
    this.arrival = arrival;
    // No other thread has it yet, so it need not see this at once.
    HELD.lazySet(this, permits);
  }

  /** Returns where they were taken. */
  abstract QueueingSemaphore semaphore();

  /** Takes note that all is about to be given back; called once. */
  void closing() {}

  /*
   * Two threads may correct the cost and close the permit at once. What was taken in addition when
   * the permit was closed meanwhile is given back here.
   */
  @Override
  public final void costs(int permits) {
    int before = held;
    if (before <= 0 || !HELD.compareAndSet(this, before, -Math.min(before, permits))) {
      return;
    }
    if (permits < before) {
      semaphore().release(arrival, before - permits);
    } else if (permits > before) {
      int more = semaphore().enterAgain(arrival, permits - before);
      if (!HELD.compareAndSet(this, -before, -before - more)) {
        semaphore().release(arrival, more);
      }
    }
  }

  @Override
  public final void close() {
    int permits = Math.abs(HELD.getAndSet(this, 0));
    if (permits > 0) {
      closing();
      semaphore().release(arrival, permits);
    }
  }
}
