package dev.weir.admission.strategy;

import dev.weir.admission.Permit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A permit that is given back once, however often and by whomever it is closed. */
abstract class OncePermit implements Permit {

  private final AtomicBoolean closed = new AtomicBoolean();

  /** Gives it back; called once. */
  abstract void giveBack();

  @Override
  public final void close() {
    if (closed.compareAndSet(false, true)) {
      giveBack();
    }
  }
}
