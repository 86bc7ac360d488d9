package dev.weir.gate.strategy;

import dev.weir.gate.Permit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A permit that is given back once, however often and by which threads it is closed. */
abstract class IdempotentPermit implements Permit {

  /** One object less for every pass than an {@code AtomicBoolean} would be. */
  private static final VarHandle CLOSED = closedFlag();

  @SuppressWarnings("UnusedVariable") // All access is through CLOSED.
  private volatile boolean closed;

  /** Gives it back; called once. */
  abstract void giveBack();

  @Override
  public final void close() {
    if (CLOSED.compareAndSet(this, false, true)) {
      giveBack();
    }
  }

  private static VarHandle closedFlag() {
    try {
      return MethodHandles.lookup().findVarHandle(IdempotentPermit.class, "closed", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("there is such a field above", e);
    }
  }
}
