package dev.weir.gate.strategy;

import dev.weir.gate.Arrival;
import dev.weir.gate.Permit;
import dev.weir.gate.queue.Holding;
import dev.weir.gate.queue.QueueingSemaphore;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * What an arrival has taken of a semaphore: given back once, however often and by which threads it
 * is closed.
 */
class CostedPermit extends Holding implements Permit {

  /** One object less for every pass than an {@code AtomicInteger} would be. */
  private static final AtomicIntegerFieldUpdater<CostedPermit> STATE =
      AtomicIntegerFieldUpdater.newUpdater(CostedPermit.class, "state");

  private static final int AS_TAKEN = 0;
  private static final int CLOSED = -1;

  private final QueueingSemaphore semaphore;
  private int taken;

  /** How many are held since the cost was corrected; or one of the two above. */
  @SuppressWarnings("UnusedVariable") // All access is through STATE.
  private volatile int state;

  /** Makes the permit of an arrival that has taken nothing yet. */
  CostedPermit(QueueingSemaphore semaphore, Arrival arrival) {
    super(arrival);
    this.semaphore = semaphore;
  }

  /** Says how many were taken, before any other thread has it. */
  final CostedPermit taking(int permits) {
    taken = permits;
    return this;
  }

  /** Takes note that all is about to be given back; called once. */
  void closing() {}

  /*
   * Two threads may correct the cost and close the permit at once. What was taken in addition when
   * the permit was closed meanwhile is given back here.
   */
  @Override
  public final void costs(int permits) {
    int kept = Math.min(taken, permits);
    if (!STATE.compareAndSet(this, AS_TAKEN, kept)) {
      return;
    }
    if (permits < taken) {
      semaphore.release(this, taken - permits);
    } else if (permits > taken) {
      int more = semaphore.enterAgain(this, permits - taken);
      if (!STATE.compareAndSet(this, kept, kept + more)) {
        semaphore.release(this, more);
      }
    }
  }

  @Override
  public final void close() {
    int before = STATE.getAndSet(this, CLOSED);
    if (before != CLOSED) {
      closing();
      semaphore.release(this, before == AS_TAKEN ? taken : before);
    }
  }
}
