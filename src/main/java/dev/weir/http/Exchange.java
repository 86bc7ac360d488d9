package dev.weir.http;

import dev.weir.admission.Admission;
import dev.weir.admission.Admission.Admitted;
import dev.weir.admission.Admission.Shed;
import dev.weir.admission.Outcome;
import dev.weir.admission.Permit;
import dev.weir.admission.ShedReason;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.Field;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The way of one request: gate, backend, answer.
 *
 * <p>Whatever happens on it, its permit is closed after the last byte of the answer is written, and
 * it is counted and logged once, refusals like answers.
 */
final class Exchange {

  /** A server that stops is gone in a moment; what takes its place may be there as soon. */
  private static final Duration AFTER_CLOSING = Duration.ofSeconds(1);

  private static final int FIRST_SERVER_ERROR = 500;

  private final GatedHandler handler;
  private final ServerRequest request;
  private final ServerResponse response;
  private final ClientBody body;
  private final ShedResponse refusal;
  private final Relay relay;
  private final boolean http2;
  private final long startNanos;
  private OptionalLong backendNanos = OptionalLong.empty();
  private boolean lastOnConnection;

  Exchange(GatedHandler handler, ServerRequest request, ServerResponse response) {
    this.handler = handler;
    this.request = request;
    this.response = response;
    this.body = new ClientBody(request);
    this.refusal = new ShedResponse(handler.gate());
    this.relay = new Relay(request, response);
    this.http2 = request.prologue().protocolVersion().equals("2.0");
    this.startNanos = now();
  }

  /** Goes all the way, or, if it may not begin, refuses. */
  void run(boolean mayBegin) {
    lastOnConnection = request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    Admission admission =
        mayBegin ? handler.gate().enter(handler.arrivals().of(request, startNanos)) : closing();
    Outcome outcome = admission instanceof Shed ? Outcome.SHED : Outcome.FAILED;
    try {
      outcome =
          switch (admission) {
            case Shed shed -> refuse(shed);
            case Admitted admitted -> serve(admitted.permit());
          };
    } finally {
      over(admission, outcome);
    }
    if (lastOnConnection) {
      throw connectionEnds();
    }
  }

  /** With HTTP/2 it is only the stream that ends, and only if its answer was broken off. */
  private CloseConnectionException connectionEnds() {
    String why = "The connection ends with this answer";
    return http2
        ? new CloseConnectionException(why, new Http2Exception(Http2ErrorCode.INTERNAL, why))
        : new CloseConnectionException(why);
  }

  private Shed closing() {
    handler.observer().shed(ShedReason.CLOSING, 0);
    return new Shed(ShedReason.CLOSING, 0, AFTER_CLOSING);
  }

  private Outcome refuse(Shed shed) {
    endConnectionIfItCantBeKept();
    refusal.shed(shed, response);
    return Outcome.SHED;
  }

  private Outcome serve(Permit held) {
    try (Permit permit = held) {
      try (BackendResponse answer = call()) {
        permit.backendAnswered();
        if (handler.draining().begun()) {
          endConnection();
        }
        relay.send(answer);
        Outcome outcome = outcome(answer);
        if (outcome == Outcome.FAILED) {
          permit.backendFailed();
        }
        return outcome;
      } catch (BackendException e) {
        if (body.tooLarge()) {
          return tooLarge();
        }
        return body.brokenOff() ? gone() : failed(e, permit);
      } catch (ClientGoneException e) {
        return gone();
      }
    }
  }

  private BackendResponse call() {
    long calledNanos = now();
    Outcome outcome = Outcome.FAILED;
    try {
      BackendResponse answer = handler.backend().call(forBackend());
      outcome = outcome(answer);
      return answer;
    } catch (BackendException e) {
      outcome = body.brokenOff() ? Outcome.GONE : Outcome.FAILED;
      throw e;
    } finally {
      backendNanos = OptionalLong.of(now() - calledNanos);
      handler.observer().backendCalled(outcome, backendNanos.getAsLong());
    }
  }

  private BackendRequest forBackend() {
    HttpPrologue prologue = request.prologue();
    UriQuery query = prologue.query();
    String target = prologue.uriPath().rawPath() + (query.isEmpty() ? "" : "?" + query.rawValue());
    List<Field> fields = new ArrayList<>();
    for (Header header : request.headers()) {
      for (String value : header.allValues()) {
        fields.add(new Field(header.name(), value));
      }
    }
    return new BackendRequest(
        prologue.method().text(),
        target,
        EndToEnd.of(fields),
        body.forBackend(),
        OptionalLong.empty(),
        BackendRequest.Interim.NONE);
  }

  private static Outcome outcome(BackendResponse answer) {
    return answer.status() < FIRST_SERVER_ERROR ? Outcome.SERVED : Outcome.FAILED;
  }

  /** Answers with what went wrong; an answer that has begun can only be broken off. */
  private Outcome failed(BackendException e, Permit permit) {
    permit.backendFailed();
    if (relay.begun()) {
      lastOnConnection = true;
      return Outcome.FAILED;
    }
    endConnectionIfItCantBeKept();
    refusal.failed(e, response);
    return Outcome.FAILED;
  }

  /** The client was told how much it may send; what it sent is nothing that can be served. */
  private Outcome tooLarge() {
    if (relay.begun()) {
      return gone();
    }
    endConnection();
    BadRequests.tooLarge(response);
    return Outcome.GONE;
  }

  private Outcome gone() {
    lastOnConnection = true;
    return Outcome.GONE;
  }

  /** Before a refusal, which leaves the body of its request unread. */
  private void endConnectionIfItCantBeKept() {
    if (body.tooLargeToSkip() || handler.draining().begun()) {
      endConnection();
    }
  }

  /** A connection of HTTP/2 has others on it, and there is no such field there. */
  private void endConnection() {
    if (http2) {
      return;
    }
    response.header(HeaderValues.CONNECTION_CLOSE);
    lastOnConnection = true;
  }

  private void over(Admission admission, Outcome outcome) {
    handler.observer().answered(admission, outcome, now() - startNanos);
    handler
        .accessLog()
        .write(
            () ->
                new AccessLog.Entry(
                    request.prologue().method().text(),
                    request.prologue().uriPath().rawPath(),
                    response.status().code(),
                    outcome,
                    admission.waitedNanos(),
                    backendNanos));
  }

  private long now() {
    return handler.nanoTime().getAsLong();
  }
}
