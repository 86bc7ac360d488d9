package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The partitions of a gate, and one more for the arrivals that belong to none of them. If that is
 * the only one, nothing is counted.
 */
final class Parts {

  private final List<Part> all = new ArrayList<>();
  private final Map<String, Part> byName = new HashMap<>();
  private final int configured;
  private final Part whole;
  private int permits = GateLimits.MOST;

  Parts(List<Partition> partitions) {
    partitions.forEach(this::add);
    configured = partitions.size();
    if (!byName.containsKey(Partition.WHOLE.name())) {
      add(Partition.WHOLE);
    }
    whole = of(Partition.WHOLE);
  }

  private void add(Partition bounds) {
    Part part = new Part(bounds, all.size());
    all.add(part);
    byName.put(bounds.name(), part);
  }

  /** Returns whether there are any but for arrivals that belong to none. */
  boolean areSeveral() {
    return configured > 0;
  }

  List<Part> all() {
    return all;
  }

  Part of(Arrival arrival) {
    return configured == 0 ? whole : of(arrival.partition());
  }

  private Part of(Partition partition) {
    return byName.getOrDefault(partition.name(), whole);
  }

  void resized(int newPermits) {
    permits = newPermits;
  }

  /** Changes the bounds of those whose names are known. */
  void rebounded(List<Partition> partitions) {
    for (Partition each : partitions) {
      Part part = byName.get(each.name());
      if (part != null) {
        part.rebounded(each);
      }
    }
  }

  /** Returns how many permits an arrival takes: at most all of its partition, at least one. */
  int cost(Arrival arrival) {
    return Math.clamp(Math.min(permits, of(arrival).bounds().permits()), 1, arrival.cost());
  }

  void entered(Arrival arrival, int taken) {
    if (configured > 0) {
      of(arrival).inside += taken;
    }
  }

  void left(Arrival arrival, int given) {
    if (configured > 0) {
      of(arrival).inside -= given;
    }
  }

  /**
   * Returns which of them may have to make room for a newcomer: only its own, if that has no place
   * left, and otherwise those too that have more than is guaranteed to them.
   */
  Predicate<Part> yieldingTo(Waiter newcomer) {
    Part own = of(newcomer.arrival);
    return own.hasPlace() ? part -> part.equals(own) || part.excess() > 0 : own::equals;
  }

  /** Returns whether more arrivals of any of them wait than may. */
  boolean areOverfull() {
    return all.stream().anyMatch(Part::isOverfull);
  }

  /** Returns whether a newcomer has a right to a place, since its partition has too little. */
  boolean areOwedPlaceFor(Waiter newcomer) {
    Part own = of(newcomer.arrival);
    return own.hasPlace() && own.excess() < 0;
  }

  List<PartitionLevels> levels() {
    return all.subList(0, configured).stream().map(Part::levels).toList();
  }
}
