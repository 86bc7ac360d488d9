package dev.weir.edge;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.Field;
import dev.weir.edge.headers.ClientAddress;
import dev.weir.edge.headers.Deadline;
import dev.weir.edge.headers.HopByHopFields;
import dev.weir.edge.headers.InterimResponse;
import dev.weir.edge.headers.RequestIds;
import dev.weir.wire.ClientConnection;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One request as it goes on to the backend: as it came, but for what a proxy has to take away, to
 * correct and to add.
 */
final class ForwardedRequest {

  private static final int FIELDS_ADDED = 9;

  private final ProxyPolicy conduct;
  private final ServerRequest request;
  private final ClientAddress origin;
  private final RequestIds ids;
  private final Deadline deadline;

  /** Looks at a request that came at this moment. */
  ForwardedRequest(ProxyPolicy conduct, ServerRequest request, long nowNanos) {
    this.conduct = conduct;
    this.request = request;
    this.origin = conduct.origins().of(request);
    this.ids = RequestIds.of(request.headers());
    this.deadline = Deadline.of(request.headers(), nowNanos);
  }

  ClientAddress origin() {
    return origin;
  }

  RequestIds ids() {
    return ids;
  }

  Deadline deadline() {
    return deadline;
  }

  /**
   * Returns what the backend gets at this moment.
   *
   * @param ahead writes interim responses
   * @param overdue hears that the call has used up its time
   */
  BackendRequest forBackend(
      Optional<BackendRequest.Body> body,
      Consumer<Runnable> ahead,
      Consumer<BackendException> overdue,
      long nowNanos) {
    HttpPrologue prologue = request.prologue();
    List<Field> fields = kept();
    origin.addTo(fields, request);
    fields.add(conduct.via().onRequest(prologue.protocolVersion()));
    ids.addTo(fields);
    deadline.addTo(fields, request.headers(), nowNanos);
    return new BackendRequest(
        prologue.method().text(),
        target(),
        fields,
        body,
        deadline.nanos(),
        interim(ahead),
        overdue);
  }

  private BackendRequest.Interim interim(Consumer<Runnable> ahead) {
    return request.remotePeer() instanceof ClientConnection client
        ? (status, fields) ->
            ahead.accept(() -> passOn(InterimResponse.encode(status, fields), client))
        : BackendRequest.Interim.NONE;
  }

  private static void passOn(byte[] answer, ClientConnection client) {
    try {
      client.send(answer);
    } catch (RuntimeException e) {
      throw new ClientGoneException(e);
    }
  }

  private String target() {
    return ClientConnection.of(request)
        .flatMap(ClientConnection::targetAsSent)
        .orElseGet(() -> known(request.prologue()));
  }

  private static String known(HttpPrologue prologue) {
    String path = prologue.uriPath().rawPath();
    return prologue.hasQuery() ? path + "?" + prologue.query().rawValue() : path;
  }

  private List<Field> kept() {
    Headers headers = request.headers();
    HopByHopFields endToEnd = HopByHopFields.of(headers.all(HeaderNames.CONNECTION, List::of));
    List<Field> fields = new ArrayList<>(headers.size() + FIELDS_ADDED);
    for (Header header : headers) {
      HeaderName name = header.headerName();
      if (!endToEnd.keeps(name) || !origin.keeps(name) || isDropped(name) || isReplaced(name)) {
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
    return !conduct.passesUnderscores() && name.lowerCase().indexOf('_') >= 0;
  }

  private boolean isReplaced(HeaderName name) {
    if (name.equals(RequestIds.TRACESTATE)) {
      return ids.begun();
    }
    return name.equals(RequestIds.REQUEST_ID)
        || name.equals(RequestIds.TRACEPARENT)
        || Deadline.isSaidIn(name)
        || isStrangersPriority(name);
  }

  private boolean isStrangersPriority(HeaderName name) {
    return !origin.trusted() && conduct.priority().filter(name::equals).isPresent();
  }
}
