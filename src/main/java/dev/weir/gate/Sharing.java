package dev.weir.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the permits of a gate are divided: among the callers, and among the partitions.
 *
 * @param fairness how they are divided among the callers that wait
 * @param partitions the parts with bounds of their own, each with another name; none if there are
 *     no such parts
 */
public record Sharing(Fairness fairness, List<Partition> partitions) {

  /** All arrivals are alike. */
  public static final Sharing NONE = new Sharing(Fairness.NONE, List.of());

  /** Only callers are told apart. */
  public static final Sharing BY_CALLER = new Sharing(Fairness.BY_CALLER, List.of());

  /**
   * Keeps a copy of the partitions.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public Sharing {
    partitions = List.copyOf(partitions);
    Set<String> names = new HashSet<>();
    for (Partition each : partitions) {
      if (!names.add(each.name())) {
        throw new IllegalArgumentException("there are two partitions named " + each.name());
      }
    }
  }

  /** Returns whether all arrivals are alike, without the time that a first comparison takes. */
  public boolean isNone() {
    return fairness == Fairness.NONE && partitions.isEmpty();
  }
}
