package dev.weir.edge;

import dev.weir.backend.BackendRequest.Interim;
import dev.weir.edge.headers.ResponseFields;
import dev.weir.problem.Problem;
import dev.weir.wire.ClientConnection;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/**
 * The client of one request: whether it is still there, and whether its connection outlives the
 * response.
 */
final class ClientLink {

  private final ServerResponse response;
  private final Draining draining;
  private final Optional<ClientConnection> connection;
  private final ClientBody body;
  private boolean lastOnConnection;

  /**
   * Makes the link to the client of a request.
   *
   * @param draining says whether connections are kept
   * @param mostBodyBytes how large the body of the request may be
   */
  ClientLink(
      ServerRequest request, ServerResponse response, Draining draining, long mostBodyBytes) {
    this.response = response;
    this.draining = draining;
    this.connection = ClientConnection.of(request);
    this.body = new ClientBody(request, mostBodyBytes, connection);
    Headers headers = request.headers();
    this.lastOnConnection =
        headers.contains(HeaderNames.CONNECTION)
            && headers.containsToken(HeaderValues.CONNECTION_CLOSE);
  }

  ClientBody body() {
    return body;
  }

  /** From here on it is watched whether the client is still there. */
  void watch() {
    connection.ifPresent(ClientConnection::begin);
  }

  /** From here on it is no longer watched whether the client is still there. */
  void stopWatching() {
    connection.ifPresent(ClientConnection::end);
  }

  /** Returns whether it left, was too slow, or sent what is no body. */
  boolean gone() {
    return body.brokenOff() || connection.map(ClientConnection::gone).orElse(false);
  }

  /**
   * From here on the request waits for its call whether its client is there or not. Only while a
   * part of its body is still to come it does not: without its client the call never ends then.
   */
  void waitEvenIfGone() {
    connection.ifPresent(client -> client.outlivesClient(() -> !body.isBeingRead()));
  }

  /** From here on the request is interrupted if its client leaves. */
  void stopIfGone() {
    connection.ifPresent(client -> client.outlivesClient(() -> false));
  }

  /** Interrupts the request: returns whether that will end what it waits for. */
  boolean cancel() {
    return connection.map(ClientConnection::cancel).orElse(false);
  }

  /** Returns the outcome of a call that failed: it may be the client that is to blame. */
  Outcome blame() {
    if (badBody().isPresent()) {
      return Outcome.REJECTED;
    }
    return gone() ? Outcome.GONE : Outcome.FAILED;
  }

  /** Returns why its body, as far as it was read, is refused; empty if it is not. */
  Optional<Problem> badBody() {
    return body.tooLarge()
        ? Optional.of(RequestGuard.TOO_LARGE)
        : connection
            .flatMap(ClientConnection::refusal)
            .map(e -> Problem.of(e.status(), String.valueOf(e.getMessage())));
  }

  /** Nothing more is taken of what it sends. */
  void refuse() {
    connection.ifPresent(ClientConnection::refuse);
  }

  /** Returns the target of its request to the byte, if Helidon does not know it so. */
  Optional<String> targetAsSent() {
    return connection.flatMap(ClientConnection::targetAsSent);
  }

  /** Returns what writes interim responses to it, on the request's own thread. */
  Interim interim(FirstResponse first) {
    return connection
        .map(
            client ->
                (Interim)
                    (status, fields) ->
                        first.interim(() -> send(ResponseFields.interim(status, fields), client)))
        .orElse(Interim.NONE);
  }

  private static void send(byte[] interim, ClientConnection client) {
    try {
      client.send(interim);
    } catch (RuntimeException e) {
      throw new ClientGoneException(e);
    }
  }

  /**
   * Writes the last response of the connection, whole, on another thread than the request's. A
   * client that can't be written to is gone, which the request's thread finds out.
   */
  void respondFromOtherThread(Runnable refusal) {
    endConnection();
    Runnable whole =
        () -> {
          refusal.run();
          Relay.commit(response);
        };
    connection.ifPresentOrElse(client -> client.respond(whole), whole);
  }

  /** Before a response that leaves the body of its request unread. */
  void endConnectionIfItCantBeKept() {
    if (body.tooLargeToSkip()) {
      endConnection();
    } else {
      endConnectionIfDraining();
    }
  }

  /** Returns whether no connection is to be kept, because Weir drains. */
  boolean drains() {
    return draining.begun();
  }

  /** Before any response. */
  void endConnectionIfDraining() {
    if (drains()) {
      endConnection();
    }
  }

  /** Before a response that is the last of the connection. */
  void endConnection() {
    response.header(HeaderValues.CONNECTION_CLOSE);
    lastOnConnection = true;
  }

  /** Leaves the response as it is, unfinished: the connection ends with it. */
  void breakOff() {
    lastOnConnection = true;
  }

  /**
   * After the response.
   *
   * @throws CloseConnectionException if it was the last one, which makes Helidon close
   */
  void endIfLast() {
    if (lastOnConnection) {
      throw new CloseConnectionException("The connection ends with this response");
    }
  }
}
