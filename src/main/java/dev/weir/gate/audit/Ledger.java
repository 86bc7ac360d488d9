package dev.weir.gate.audit;

import java.util.concurrent.atomic.LongAdder;

/**
 * What went in and out of a gate, as seen from outside it. Each count only grows, and is safe for
 * use by any thread.
 *
 * <p>How many permits an arrival holds, only the gate knows: at least one, and at most as many as
 * it costs.
 *
 * @param came the costs of the arrivals, counted before the gate is asked
 * @param left the same costs, counted after the gate has shed, or has its permits back
 * @param granted counts arrivals, after the gate has admitted them
 * @param returned counts arrivals, before the gate gets their permits back
 */
record Ledger(LongAdder came, LongAdder left, LongAdder granted, LongAdder returned) {

  Ledger() {
    this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
