package dev.weir.backend.http;

import dev.weir.backend.BackendRequest.Interim;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Optional;

/** Reads the answers to one request: as many interim ones as come, and the final one. */
final class Answers {

  private static final int CONTINUE = 100;
  private static final int SWITCHING_PROTOCOLS = 101;

  private final HeadReader heads;
  private final Interim interim;

  Answers(Connection connection, Interim interim) {
    this.heads = new HeadReader(connection);
    this.interim = interim;
  }

  /** Waits for the head of the final answer, and passes on those that come before. */
  ResponseHead last() throws IOException {
    Optional<ResponseHead> head = next();
    while (head.isEmpty()) {
      head = next();
    }
    return head.get();
  }

  /** Waits for the next answer; returns its head if it is the final one. */
  Optional<ResponseHead> next() throws IOException {
    ResponseHead head = heads.read();
    if (!head.interim()) {
      return Optional.of(head);
    }
    if (head.status() == SWITCHING_PROTOCOLS) {
      throw new ProtocolException("The service switched protocols, which nobody asked for");
    }
    // Weir says itself to a client that it may go on.
    if (head.status() != CONTINUE) {
      interim.arrived(head.status(), head.fields());
    }
    return Optional.empty();
  }
}
