package dev.weir.gate.strategy;

import dev.weir.gate.queue.Entry;
import dev.weir.gate.queue.QueueingSemaphore;
import java.util.function.LongSupplier;

/**
 * What a gate learns from, of the calls behind it.
 *
 * @param semaphore the permits of the gate
 * @param rules say whether it searches for their number
 * @param estimates how long they are held
 * @param nanoTime the clock of the gate
 */
record Learning(
    QueueingSemaphore semaphore,
    RulesInForce rules,
    PartEstimates estimates,
    LongSupplier nanoTime) {

  /** Returns whether it matters how long the call of an arrival takes that entered so. */
  boolean isTimed(long entry) {
    return Entry.isBusy(entry) || rules.areSearching();
  }
}
