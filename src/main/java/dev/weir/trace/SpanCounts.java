package dev.weir.trace;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts spans on their way to the receiver. Safe for use by any thread. */
final class SpanCounts {

  private final AtomicInteger queued = new AtomicInteger();
  private final LongAdder queueFull = new LongAdder();
  private final LongAdder exported = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /** Takes a place in a queue of this size; if there is none, the span is to be dropped. */
  boolean enqueue(int queueSize) {
    if (queued.incrementAndGet() <= queueSize) {
      return true;
    }
    queued.decrementAndGet();
    queueFull.increment();
    return false;
  }

  /** Gives back the places of spans that were exported, or failed to be. */
  void exported(int spans, boolean success) {
    queued.addAndGet(-spans);
    (success ? exported : failed).add(spans);
  }

  long queueFull() {
    return queueFull.sum();
  }

  long exported() {
    return exported.sum();
  }

  long failed() {
    return failed.sum();
  }
}
