package dev.weir.routing;

import dev.weir.gate.Arrival;
import dev.weir.gate.Partition;
import java.time.Duration;
import java.util.Optional;

/**
 * What a request is at which gate.
 *
 * @param name the name in metrics, logs and refusals
 * @param gate the name of the gate; empty if it passes by all gates
 * @param partition its bounds within the gate; {@link Partition#WHOLE} if it has none
 * @param maxWaitNanos how long it may wait, if that is less than the gate allows; {@link
 *     Arrival#GATES_MAX_WAIT} for as long as that
 * @param priority its class, whatever the request says; empty for what the request says
 * @param cost how many permits it takes
 * @param costField the field of the backend's response that has the cost as the backend knows it
 * @param timeout how long it may take until the backend begins to respond
 */
public record Route(
    String name,
    Optional<String> gate,
    Partition partition,
    long maxWaitNanos,
    Optional<Arrival.Priority> priority,
    Cost cost,
    Optional<String> costField,
    Optional<Duration> timeout) {

  /** The name of the gate, and of the route, of a request that no route matches. */
  public static final String DEFAULT_NAME = "default";

  /** The route of a request that no other matches. */
  public static final Route DEFAULT =
      new Route(
          DEFAULT_NAME,
          Optional.of(DEFAULT_NAME),
          Partition.WHOLE,
          Arrival.GATES_MAX_WAIT,
          Optional.empty(),
          new Cost.Fixed(1),
          Optional.empty(),
          Optional.empty());
}
