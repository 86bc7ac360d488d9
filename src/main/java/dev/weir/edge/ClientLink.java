package dev.weir.edge;

import dev.weir.problem.Problem;
import dev.weir.wire.ClientConnection;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/**
 * The client of one exchange: whether it is still there, and whether its connection outlives the
 * answer.
 */
final class ClientLink {

  private final ServerResponse response;
  private final Draining draining;
  private final Optional<ClientConnection> connection;
  private final ClientBody body;
  private boolean lastOnConnection;

  ClientLink(
      ServerRequest request,
      ServerResponse response,
      Draining draining,
      Optional<ClientConnection> connection) {
    this.response = response;
    this.draining = draining;
    this.connection = connection;
    this.body = new ClientBody(request, connection);
    this.lastOnConnection = request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
  }

  ClientBody body() {
    return body;
  }

  /**
   * Returns whether it left, was too slow, or sent what is no body: then nobody else is to blame.
   */
  boolean gone() {
    return body.brokenOff() || connection.map(ClientConnection::gone).orElse(false);
  }

  /** Calls its request off: returns whether that will end whatever the request waits for. */
  boolean callOff() {
    return connection.map(ClientConnection::callOff).orElse(false);
  }

  /** Returns why its body, as far as it was read, is none that can be taken; empty if it is. */
  Optional<Problem> badBody() {
    return body.tooLarge()
        ? Optional.of(BodyLimit.TOO_LARGE)
        : connection
            .flatMap(ClientConnection::refusal)
            .map(e -> Problem.of(e.status(), String.valueOf(e.getMessage())));
  }

  /** Nothing more is taken of what it sends. */
  void refuse() {
    connection.ifPresent(ClientConnection::refuse);
  }

  /**
   * From here on the request waits for what goes on whether its client is there or not, but while a
   * part of its body is still to come: then there is nothing to wait for if the client leaves.
   */
  void isPatient() {
    connection.ifPresent(client -> client.isPatient(() -> !body.isBeingRead()));
  }

  /** From here on the request is interrupted if its client leaves. */
  void isImpatient() {
    connection.ifPresent(client -> client.isPatient(() -> false));
  }

  /**
   * Writes the last response of the connection, whole, on another thread than the request's. A
   * client that can't be written to is gone, which the request's thread finds out.
   */
  void answerNow(Runnable refusal) {
    endConnection();
    Runnable whole =
        () -> {
          refusal.run();
          Relay.commit(response);
        };
    connection.ifPresentOrElse(client -> client.answer(whole), whole);
  }

  /** From here on it is not watched any more whether it is still there. */
  void leaveAlone() {
    connection.ifPresent(ClientConnection::end);
  }

  /** Says that what it has of the answer is all that it gets. */
  void breakOff() {
    lastOnConnection = true;
  }

  /** Before an answer that leaves the body of its request unread. */
  void endConnectionIfItCantBeKept() {
    if (body.tooLargeToSkip() || draining.begun()) {
      endConnection();
    }
  }

  /** Before an answer that is the last. */
  void endConnection() {
    response.header(HeaderValues.CONNECTION_CLOSE);
    lastOnConnection = true;
  }

  /**
   * After the answer.
   *
   * @throws RuntimeException if it was the last one: that is how Helidon is told
   */
  void endIfLast() {
    if (lastOnConnection) {
      throw new CloseConnectionException("The connection ends with this answer");
    }
  }
}
