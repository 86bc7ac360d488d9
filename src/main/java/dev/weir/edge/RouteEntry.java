package dev.weir.edge;

import dev.weir.backend.BackendResponse;
import dev.weir.backend.Field;
import dev.weir.edge.headers.CallerNames;
import dev.weir.edge.headers.ClientAddress;
import dev.weir.edge.headers.Deadline;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.routing.Cost;
import dev.weir.routing.RequestFacts;
import dev.weir.routing.Route;
import io.helidon.http.Headers;
import java.util.OptionalInt;

/**
 * A route as its requests meet it: at which gate, as what, and who hears what becomes of them. All
 * that is the same for its requests is made once. Safe for use by any thread.
 */
public final class RouteEntry {

  private final Route route;
  private final GateEntry gate;
  private final CallerNames callers;
  private final RequestObserver observer;
  private final ShedResponse responses;

  /**
   * Makes the entry of a route.
   *
   * @param callers the names of a caller by which the gate is fair
   * @param observer hears of every request of this route when it is over
   */
  public RouteEntry(Route route, GateEntry gate, CallerNames callers, RequestObserver observer) {
    this.route = route;
    this.gate = gate;
    this.callers = callers;
    this.observer = observer;
    this.responses = new ShedResponse(gate.name(), route.name(), gate.gate());
  }

  String name() {
    return route.name();
  }

  GateEntry gate() {
    return gate;
  }

  RequestObserver observer() {
    return observer;
  }

  /** Returns the responses to its requests that get none of the backend. */
  ShedResponse responses() {
    return responses;
  }

  /** Returns when a request is late that came at this moment. */
  Deadline deadline(Headers headers, long nowNanos) {
    Deadline own = Deadline.of(headers, nowNanos);
    return route.timeout().isPresent() ? own.within(route.timeout().get(), nowNanos) : own;
  }

  /** Returns a request as it arrives at the gate. */
  Arrival arrival(RequestFacts request, Headers headers, ClientAddress client, Deadline deadline) {
    return new Arrival(
        route.priority().isPresent() ? route.priority().get() : priority(headers, client),
        client.caller(),
        callers.of(headers, client),
        route.partition(),
        route.cost().of(request),
        route.maxWaitNanos(),
        deadline.nanos());
  }

  private Priority priority(Headers headers, ClientAddress client) {
    return gate.priority().of(headers, client.trusted());
  }

  /** Returns what a call really costs; empty if its response does not say so. */
  OptionalInt cost(BackendResponse response) {
    if (route.costField().isPresent()) {
      for (Field field : response.fields()) {
        if (field.isNamed(route.costField().get())) {
          return Cost.read(field.value());
        }
      }
    }
    return OptionalInt.empty();
  }
}
