package dev.weir.gate.queue;

import dev.weir.gate.Arrival.Priority;
import java.util.Map;

/**
 * What is guaranteed to each class of priority.
 *
 * @param guaranteed the share of the permits, and of the room, from 0 to 1; all together at most 1;
 *     a class that is missing has a share of 0
 * @param lendable the part of the guaranteed permits that the others may use while they are idle,
 *     from 0 to 1
 */
public record PriorityShares(Map<Priority, Double> guaranteed, double lendable) {

  /** Returns the share of a class. */
  double of(Priority priority) {
    return guaranteed.getOrDefault(priority, 0.0);
  }

  /** Returns how much of so many is guaranteed to a class. */
  double of(int many, Priority priority) {
    return exactly(of(priority) * many);
  }

  /** Returns how many of so many permits are kept for a class and not lent, rounded down. */
  public int kept(int permits, Priority priority) {
    return (int) exactly(of(permits, priority) * (1 - lendable));
  }

  /**
   * Returns how many places of a room are guaranteed to a class: its share, rounded down. A class
   * that would have none has one, while there are any that are guaranteed to no class, the higher
   * first.
   */
  public int places(int room, Priority priority) {
    int spare = room;
    for (Priority each : Priority.values()) {
      spare -= (int) of(room, each);
    }
    for (Priority each : Priority.values()) {
      double share = of(room, each);
      boolean filledUp = share > 0 && share < 1 && spare > 0;
      if (each == priority) {
        return filledUp ? 1 : (int) share;
      }
      spare -= filledUp ? 1 : 0;
    }
    throw new IllegalArgumentException("no such class: " + priority);
  }

  /** A share such as 0.29 is a little less in binary: 0.29 of 100 would be 28.999…. */
  private static double exactly(double share) {
    return Math.rint(share * 1e6) / 1e6;
  }
}
