package dev.weir.gate.strategy;

import dev.weir.gate.Arrival.Priority;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the strategies are told beyond the limits: each has its own part, and reads no other but the
 * first.
 *
 * @param predict whether an arrival is shed at the door whose turn would not come in time; for
 *     {@code wait-then-shed}, {@code priority} and {@code adaptive}
 * @param tokenBucket for {@code token-bucket}
 * @param leakyBucket for {@code leaky-bucket}
 * @param shares for {@code priority}
 * @param adaptive for {@code adaptive}
 * @param codel for {@code codel}
 */
public record Tuning(
    boolean predict,
    TokenBucket tokenBucket,
    LeakyBucket leakyBucket,
    Shares shares,
    Adaptive adaptive,
    CoDel codel) {

  /** What holds unless something else is said; application.yaml has the same. */
  public static final Tuning DEFAULT =
      new Tuning(
          true,
          new TokenBucket(800, 16),
          new LeakyBucket(800),
          new Shares(
              Map.of(
                  Priority.CRITICAL, 0.5,
                  Priority.HIGH, 0.2,
                  Priority.NORMAL, 0.1,
                  Priority.LOW, 0.05),
              0.75),
          new Adaptive(1, 1_000),
          new CoDel(Duration.ofMillis(5), Duration.ofMillis(100)));

  /**
   * How many may come.
   *
   * @param perSecond how many tokens come back in a second
   * @param burst how many tokens there can be, at least 1
   */
  public record TokenBucket(double perSecond, int burst) {}

  /**
   * How many leave.
   *
   * @param perSecond how many may pass in a second
   */
  public record LeakyBucket(double perSecond) {}

  /**
   * What is guaranteed to each class.
   *
   * @param guaranteed the share of the permits, and of the room, from 0 to 1; all together at most
   *     1
   * @param lendable the part of the guaranteed permits that the others may use while they are idle,
   *     from 0 to 1
   */
  public record Shares(Map<Priority, Double> guaranteed, double lendable) {

    /** Takes what is missing as 0. */
    public Shares {
      Map<Priority, Double> all = new EnumMap<>(Priority.class);
      for (Priority priority : Priority.values()) {
        all.put(priority, guaranteed.getOrDefault(priority, 0.0));
      }
      guaranteed = Map.copyOf(all);
    }

    /** Returns how much of so many is guaranteed to a class. */
    double of(int many, Priority priority) {
      return exactly(guaranteed.getOrDefault(priority, 0.0) * many);
    }

    /** Returns how many of so many permits are kept for a class and not lent, rounded down. */
    public int kept(int permits, Priority priority) {
      return (int) exactly(of(permits, priority) * (1 - lendable));
    }

    /** A share such as 0.29 is a little less in binary: 0.29 of 100 would be 28.999…. */
    private static double exactly(double share) {
      return Math.rint(share * 1e6) / 1e6;
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
  }

  /**
   * Within what the limit is found.
   *
   * @param fewestPermits never fewer permits than that
   * @param mostPermits never more permits than that
   */
  public record Adaptive(int fewestPermits, int mostPermits) {}

  /**
   * When a line stands.
   *
   * @param target the smallest wait that is too long
   * @param interval for how long it has to be
   */
  public record CoDel(Duration target, Duration interval) {}
}
