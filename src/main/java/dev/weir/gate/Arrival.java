package dev.weir.gate;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * One request at the gate.
 *
 * @param priority how much the caller says it matters
 * @param caller the caller, as far as it is known: an address or a name
 * @param deadlineNanos the moment after which a response is of no use, on the time scale of the
 *     gate's own clock ({@link System#nanoTime()} unless the gate was given another); empty for
 *     none
 */
public record Arrival(Priority priority, String caller, OptionalLong deadlineNanos) {

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
    Objects.requireNonNull(deadlineNanos, "deadlineNanos");
  }

  /** Returns an arrival of normal priority without a deadline. */
  public static Arrival from(String caller) {
    return new Arrival(Priority.NORMAL, caller, OptionalLong.empty());
  }

  /** Returns the same arrival with a deadline on the time scale of the gate's clock. */
  public Arrival withDeadline(long deadlineNanos) {
    return new Arrival(priority, caller, OptionalLong.of(deadlineNanos));
  }
}
