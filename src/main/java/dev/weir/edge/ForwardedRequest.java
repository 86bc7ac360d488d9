package dev.weir.edge;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.Field;
import dev.weir.backend.RetryReason;
import dev.weir.edge.headers.ClientAddress;
import dev.weir.edge.headers.Deadline;
import dev.weir.edge.headers.HopByHopFields;
import dev.weir.edge.headers.RequestId;
import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One request as the gate and the backend get it: as it came, but for what a proxy has to take
 * away, to correct and to add.
 */
final class ForwardedRequest {

  private static final int FIELDS_ADDED = 9;

  private final ProxyPolicy policy;
  private final ServerRequest request;
  private final long startNanos;
  private final ClientAddress client;
  private final RequestTrace trace;
  private final RequestId id;
  private final RouteEntry route;
  private final Deadline deadline;
  private final Arrival arrival;

  /** Makes it of a request that came at this moment. */
  ForwardedRequest(
      ProxyPolicy policy,
      RouteTable routes,
      RequestTracer tracer,
      ServerRequest request,
      long startNanos) {
    this.policy = policy;
    this.request = request;
    this.startNanos = startNanos;
    this.client = policy.clients().of(request);
    this.trace = tracer.begin(request);
    this.id =
        trace.begun()
            ? RequestId.of(request.headers(), trace.traceId())
            : RequestId.of(request.headers());
    ServerRequestFacts facts = new ServerRequestFacts(request, client.trusted());
    this.route = routes.of(facts);
    this.deadline = route.deadline(request.headers(), startNanos);
    this.arrival = route.arrival(facts, request.headers(), client, deadline);
  }

  RouteEntry route() {
    return route;
  }

  /** Returns what the gate of its route decides, which may make the thread wait. */
  Admission enter() {
    return route.gate().gate().enter(arrival);
  }

  /** Returns the arrival at the gate of its route. */
  Arrival arrival() {
    return arrival;
  }

  /** Returns its caller for operators: the names of its share of the permits, or its address. */
  String caller() {
    return arrival.fairBy().isEmpty() ? arrival.caller() : String.join(", ", arrival.fairBy());
  }

  /** Returns the moment at which it came. */
  long startNanos() {
    return startNanos;
  }

  /** Returns the request as it came. */
  ServerRequest asCame() {
    return request;
  }

  HttpPrologue prologue() {
    return request.prologue();
  }

  /** Returns {@code http}, or {@code https} for TLS. */
  String scheme() {
    return request.isSecure() ? "https" : "http";
  }

  RequestId id() {
    return id;
  }

  RequestTrace trace() {
    return trace;
  }

  Deadline deadline() {
    return deadline;
  }

  /**
   * Returns what the backend gets at this moment.
   *
   * @param from sends the body, and gets interim responses
   * @param first knows whether these may still be written
   * @param overdue hears that the call has used up its time
   * @param retried hears that the call is tried again
   */
  BackendRequest forBackend(
      ClientLink from,
      FirstResponse first,
      Consumer<BackendException> overdue,
      Consumer<RetryReason> retried,
      long nowNanos) {
    HttpPrologue prologue = request.prologue();
    List<Field> fields = kept();
    client.addTo(fields, request);
    fields.add(policy.via().onRequest(prologue.protocolVersion()));
    fields.add(id.field());
    trace.addTo(fields);
    deadline.addTo(fields, request.headers(), nowNanos);
    return new BackendRequest(
        prologue.method().text(),
        from.targetAsSent().orElseGet(() -> target(prologue)),
        fields,
        from.body().forBackend(),
        deadline.clientNanos(),
        deadline.nanos(),
        from.interim(first),
        overdue,
        retried);
  }

  private static String target(HttpPrologue prologue) {
    String path = prologue.uriPath().rawPath();
    return prologue.hasQuery() ? path + "?" + prologue.query().rawValue() : path;
  }

  private List<Field> kept() {
    Headers headers = request.headers();
    HopByHopFields hopByHop = HopByHopFields.of(headers.all(HeaderNames.CONNECTION, List::of));
    List<Field> fields = new ArrayList<>(headers.size() + FIELDS_ADDED);
    for (Header header : headers) {
      HeaderName name = header.headerName();
      if (!hopByHop.keeps(name) || !client.keeps(name) || isDropped(name) || isReplaced(name)) {
        continue;
      }
      if (header.valueCount() == 1) {
        fields.add(new Field(header.name(), header.get()));
      } else {
        header.allValues().forEach(value -> fields.add(new Field(header.name(), value)));
      }
    }
    return fields;
  }

  private boolean isDropped(HeaderName name) {
    return (!policy.passesUnderscores() && name.lowerCase().indexOf('_') >= 0)
        || route.gate().priority().drops(name, client.trusted());
  }

  private boolean isReplaced(HeaderName name) {
    return name.equals(RequestId.NAME) || trace.replaces(name) || Deadline.isIn(name);
  }
}
