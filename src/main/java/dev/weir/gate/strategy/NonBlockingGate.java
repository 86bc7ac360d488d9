package dev.weir.gate.strategy;

import dev.weir.gate.Arrival;
import dev.weir.gate.PendingAdmission;

/** A gate that can also decide without making a thread wait, such as on a clock that is played. */
public interface NonBlockingGate extends UpdatableGate {

  /**
   * Decides about one arrival as {@link #enter} does, but for the thread, which goes on at once.
   *
   * @param woken called when an arrival that waits should be looked at again, since it may be
   *     decided about, or have to wait until another moment; possibly with a lock of the gate held,
   *     so that it must not call the gate
   */
  PendingAdmission arrive(Arrival arrival, Runnable woken);
}
