package dev.weir.gate.strategy;

import dev.weir.gate.Permit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** A permit that is given back once, however often and by which threads it is closed. */
abstract class IdempotentPermit implements Permit {

  /** One object less for every pass than an {@code AtomicBoolean} would be. */
  private static final AtomicIntegerFieldUpdater<IdempotentPermit> CLOSED =
      AtomicIntegerFieldUpdater.newUpdater(IdempotentPermit.class, "closed");

  @SuppressWarnings("UnusedVariable") // All access is through CLOSED.
  private volatile int closed;

  /** Gives it back; called once. */
  abstract void giveBack();

  @Override
  public final void close() {
    if (CLOSED.compareAndSet(this, 0, 1)) {
      giveBack();
    }
  }
}
