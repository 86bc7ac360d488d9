package dev.weir.edge;

import dev.weir.edge.headers.PriorityFields;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import io.helidon.http.Headers;

/**
 * Makes arrivals of requests: the caller's address, the deadline, and the priority (see {@link
 * PriorityFields}), if the request comes from one whose word on that counts.
 */
public final class ArrivalFactory {

  private final PriorityFields priority;
  private final boolean priorityOfProxiesOnly;

  /**
   * Makes them.
   *
   * @param priorityHeader the field that says the priority, beside {@code Priority}
   * @param priorityOfProxiesOnly whether it counts only if a trusted proxy says it
   */
  public ArrivalFactory(String priorityHeader, boolean priorityOfProxiesOnly) {
    this.priority = new PriorityFields(priorityHeader);
    this.priorityOfProxiesOnly = priorityOfProxiesOnly;
  }

  /** Returns the arrival that a request makes. */
  Arrival of(ForwardedRequest passage, Headers headers) {
    boolean counts = passage.origin().trusted() || !priorityOfProxiesOnly;
    return new Arrival(
        counts ? priority.of(headers) : Priority.NORMAL,
        passage.origin().caller(),
        passage.deadline().nanos());
  }
}
