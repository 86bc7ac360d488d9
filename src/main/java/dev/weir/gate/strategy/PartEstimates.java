package dev.weir.gate.strategy;

import dev.weir.gate.Arrival;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Partition;
import dev.weir.gate.estimate.CallerTurns;
import dev.weir.gate.queue.QueueingSemaphore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What a gate has learned of its arrivals, by their partitions. Safe for use by any thread. */
final class PartEstimates {

  private final QueueingSemaphore semaphore;
  private final GateObserver observer;
  private final LongSupplier nanoTime;
  private final CallerTurns turns;
  private final PartEstimate whole;
  private volatile Map<String, PartEstimate> partitions = Map.of();

  PartEstimates(QueueingSemaphore semaphore, GateObserver observer, LongSupplier nanoTime) {
    this.semaphore = semaphore;
    this.observer = observer;
    this.nanoTime = nanoTime;
    this.turns = new CallerTurns(nanoTime.getAsLong());
    this.whole = begin(Partition.WHOLE);
  }

  private PartEstimate begin(Partition bounds) {
    return new PartEstimate(bounds, semaphore, observer, nanoTime, turns);
  }

  /** Puts other rules in force; what was learned of a partition with the same name is kept. */
  void update(PermitRules rules) {
    Map<String, PartEstimate> before = partitions;
    Map<String, PartEstimate> after = new HashMap<>();
    whole.rebounded(Partition.WHOLE, rules.paceNanos());
    for (Partition each : rules.partitions()) {
      PartEstimate known = before.get(each.name());
      PartEstimate part = known == null ? begin(each) : known;
      part.rebounded(each, rules.paceNanos());
      after.put(each.name(), part);
    }
    partitions = after;
  }

  PartEstimate of(Arrival arrival) {
    Map<String, PartEstimate> known = partitions;
    return known.isEmpty() ? whole : known.getOrDefault(arrival.partition().name(), whole);
  }
}
