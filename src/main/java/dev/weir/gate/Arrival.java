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
 * @param deadlineNanos the moment after which a response is of no use, on the time scale of the
 *     gate's own clock ({@link System#nanoTime()} unless the gate was given another); empty for
 *     none
 */
public record Arrival(
    Priority priority, String caller, List<String> fairBy, OptionalLong deadlineNanos) {

  /** How much a request matters; the lowest is shed first by strategies that tell them apart. */
  public enum Priority {
    CRITICAL,
    HIGH,
    NORMAL,
    LOW
  }

  /** Checks that nothing is missing. */
  public Arrival {
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(fairBy, "fairBy");
    Objects.requireNonNull(deadlineNanos, "deadlineNanos");
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
    return new Arrival(priority, caller, fairBy, OptionalLong.of(deadlineNanos));
  }
}
