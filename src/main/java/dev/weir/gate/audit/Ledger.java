package dev.weir.gate.audit;

import java.util.concurrent.atomic.LongAdder;

/**
 * What went in and out of a gate, as seen from outside it. Each count only grows, and is safe for
 * use by any thread.
 *
 * @param came counted before the gate is asked
 * @param left counted after the gate has shed, or has its permit back
 * @param granted counted after the gate has admitted an arrival
 * @param returned counted before the gate gets a permit back
 */
record Ledger(LongAdder came, LongAdder left, LongAdder granted, LongAdder returned) {

  Ledger() {
    this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
