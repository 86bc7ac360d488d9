package dev.weir.http;

import dev.weir.admission.Admission;
import dev.weir.admission.Admission.Admitted;
import dev.weir.admission.Admission.Shed;
import dev.weir.admission.Outcome;
import dev.weir.admission.Permit;
import dev.weir.admission.ShedReason;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendResponse;
import dev.weir.http.connection.ClientConnection;
import dev.weir.http.fields.RequestIds;
import dev.weir.http.fields.ServerTiming;
import dev.weir.http.protocol.SharedConnection;
import io.helidon.http.HeaderValues;
import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;
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
  private final Passage passage;
  private final ShedResponse refusal;
  private final Relay relay;
  private final Optional<ClientConnection> client;
  private final boolean http2;
  private final long startNanos;
  private OptionalLong backendNanos = OptionalLong.empty();
  private boolean lastOnConnection;

  Exchange(
      GatedHandler handler,
      ServerRequest request,
      ServerResponse response,
      Optional<ClientConnection> client) {
    this.client = client;
    this.handler = handler;
    this.request = request;
    this.response = response;
    this.body = new ClientBody(request);
    this.refusal = handler.refusal();
    this.http2 = request.prologue().protocolVersion().equals("2.0");
    this.startNanos = now();
    this.passage = new Passage(handler.conduct(), request, startNanos);
    this.relay = new Relay(request, response, handler.conduct().via().onAnswer(), this::leaveAlone);
    response.header(RequestIds.REQUEST_ID, passage.ids().requestId());
  }

  /** Goes all the way, or, if it may not begin, refuses. */
  void run(boolean mayBegin) {
    lastOnConnection = request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    Admission admission =
        mayBegin
            ? handler.gate().enter(handler.arrivals().of(passage, request.headers()))
            : closing();
    Outcome outcome = admission instanceof Shed ? Outcome.SHED : Outcome.FAILED;
    try {
      outcome =
          switch (admission) {
            case Shed shed -> refuse(shed);
            case Admitted admitted -> serve(admitted);
          };
    } catch (RuntimeException e) {
      if (!clientGone()) {
        throw e;
      }
      outcome = gone();
    } finally {
      over(admission, outcome);
    }
    if (lastOnConnection) {
      throw connectionEnds();
    }
  }

  /** With HTTP/2 it is only the stream that ends, and only if its answer was broken off. */
  private RuntimeException connectionEnds() {
    String why = "The connection ends with this answer";
    if (http2) {
      return new CloseConnectionException(why, new Http2Exception(Http2ErrorCode.INTERNAL, why));
    }
    return client.map(ClientConnection::last).orElseGet(() -> new CloseConnectionException(why));
  }

  private Shed closing() {
    handler.observer().shed(ShedReason.CLOSING, 0);
    return new Shed(ShedReason.CLOSING, 0, AFTER_CLOSING);
  }

  private Outcome refuse(Shed shed) {
    if (clientGone()) {
      letOthersLeave();
      return gone();
    }
    if (!handler.draining().begun()) {
      // Whoever is refused has no place that could be freed: nobody has to watch while it is held.
      leaveAlone();
      handler.pace().await(shed.waitedNanos());
    }
    endConnectionIfItCantBeKept();
    refusal.shed(shed, response);
    return Outcome.SHED;
  }

  /**
   * Of a crowd that hangs up together all are out of line before the first connection is closed.
   */
  @SuppressWarnings("ThreadPriorityCheck") // Nobody relies on it: it is only sooner.
  private static void letOthersLeave() {
    Thread.yield();
  }

  private Outcome serve(Admitted admitted) {
    try (Permit permit = admitted.permit()) {
      if (clientGone()) {
        return gone();
      }
      try (BackendResponse answer = call()) {
        permit.backendAnswered();
        if (handler.draining().begun()) {
          endConnection();
        }
        relay.send(answer, ServerTiming.of(admitted.waitedNanos(), backendNanos.orElse(0)));
        Outcome outcome = outcome(answer);
        if (outcome == Outcome.FAILED) {
          permit.backendFailed();
        }
        return outcome;
      } catch (BackendException e) {
        if (body.tooLarge()) {
          return tooLarge();
        }
        return clientGone() ? gone() : failed(e, permit);
      } catch (ClientGoneException e) {
        return gone();
      }
    }
  }

  private BackendResponse call() {
    if (!handler.backend().canBeCalledOff()) {
      leaveAlone();
    }
    long calledNanos = now();
    Outcome outcome = Outcome.FAILED;
    try {
      BackendResponse answer =
          handler.backend().call(passage.forBackend(body.forBackend(), calledNanos));
      outcome = outcome(answer);
      return answer;
    } catch (BackendException e) {
      outcome = clientGone() ? Outcome.GONE : Outcome.FAILED;
      throw e;
    } finally {
      backendNanos = OptionalLong.of(now() - calledNanos);
      handler.observer().backendCalled(outcome, backendNanos.getAsLong());
    }
  }

  private static Outcome outcome(BackendResponse answer) {
    return answer.status() < FIRST_SERVER_ERROR ? Outcome.SERVED : Outcome.FAILED;
  }

  /** Answers with what went wrong; an answer that has begun can only be broken off. */
  private Outcome failed(BackendException e, Permit permit) {
    boolean late = e.failure() == Failure.TIMEOUT && passage.deadline().isBefore(now());
    // How impatient a client is says nothing about the backend.
    if (!late) {
      permit.backendFailed();
    }
    if (relay.begun()) {
      lastOnConnection = true;
      return Outcome.FAILED;
    }
    endConnectionIfItCantBeKept();
    if (late) {
      refusal.late(response);
    } else {
      refusal.failed(e, response);
    }
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

  /**
   * Returns whether it left, was too slow, or sent what is no body: then nobody else is to blame.
   */
  private boolean clientGone() {
    return body.brokenOff()
        || client.map(ClientConnection::gone).orElse(false)
        || SharedConnection.hasEnded(request);
  }

  /** From here on it is not watched any more whether the client is still there. */
  private void leaveAlone() {
    client.ifPresent(ClientConnection::end);
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
                    backendNanos,
                    passage.origin().caller(),
                    passage.ids()));
  }

  private long now() {
    return handler.nanoTime().getAsLong();
  }
}
