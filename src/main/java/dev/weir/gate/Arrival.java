package dev.weir.gate;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One request at the gate.
 *
 * @param priority how much the caller says it matters
 * @param caller the caller, as far as it is known: an address or a name
 * @param fairBy the names by which its caller has a share of the permits under {@link
 *     Fairness#BY_CALLER}, the widest first: those of one tenant share what the tenant gets; none
 *     if that is the caller itself
 * @param partition the part of the gate that it belongs to; a gate that does not have that one
 *     counts it to none
 * @param cost how many permits its call of the backend takes, at least 1; all of the gate's if that
 *     is fewer, or all of its partition's
 * @param maxWaitNanos how long it may wait, if that is less than the gate allows; {@link
 *     #GATES_MAX_WAIT} for as long as that
 * @param deadlineNanos the moment after which a response is of no use, on the time scale of the
 *     gate's own clock ({@link System#nanoTime()} unless the gate was given another); empty for
 *     none
 */
public record Arrival(
    Priority priority,
    String caller,
    List<String> fairBy,
    Partition partition,
    int cost,
    long maxWaitNanos,
    OptionalLong deadlineNanos) {

  /** The wait that the gate allows. */
  public static final long GATES_MAX_WAIT = Long.MAX_VALUE;

  /** How much a request matters; the lowest is shed first by strategies that tell them apart. */
  public enum Priority {
    CRITICAL,
    HIGH,
    NORMAL,
    LOW
  }

  /**
   * Checks that nothing is missing.
   *
   * @throws IllegalArgumentException if the cost is less than 1, or the wait less than 0
   */
  public Arrival {
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(fairBy, "fairBy");
    Objects.requireNonNull(partition, "partition");
    Objects.requireNonNull(deadlineNanos, "deadlineNanos");
    if (cost < 1) {
      throw new IllegalArgumentException("cost must be at least 1, not " + cost);
    }
    if (maxWaitNanos < 0) {
      throw new IllegalArgumentException("maxWaitNanos must be at least 0, not " + maxWaitNanos);
    }
  }

  /** Makes an arrival of no partition and of cost 1. */
  public Arrival(
      Priority priority, String caller, List<String> fairBy, OptionalLong deadlineNanos) {
    this(priority, caller, fairBy, Partition.WHOLE, 1, GATES_MAX_WAIT, deadlineNanos);
  }

  /** Makes an arrival whose share of the permits is that of its caller. */
  public Arrival(Priority priority, String caller, OptionalLong deadlineNanos) {
    this(priority, caller, List.of(), deadlineNanos);
  }

  /** Returns an arrival of normal priority without a deadline. */
  public static Arrival from(String caller) {
    return new Arrival(Priority.NORMAL, caller, OptionalLong.empty());
  }

  /** Returns the same arrival with a deadline on the time scale of the gate's clock. */
  public Arrival withDeadline(long deadlineNanos) {
    return new Arrival(
        priority, caller, fairBy, partition, cost, maxWaitNanos, OptionalLong.of(deadlineNanos));
  }

  /** Returns the same arrival at another part of the gate. */
  public Arrival in(Partition part) {
    return new Arrival(priority, caller, fairBy, part, cost, maxWaitNanos, deadlineNanos);
  }

  /** Returns the same arrival with another cost. */
  public Arrival costing(int permits) {
    return new Arrival(priority, caller, fairBy, partition, permits, maxWaitNanos, deadlineNanos);
  }
}
