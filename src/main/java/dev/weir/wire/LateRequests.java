package dev.weir.wire;

import dev.weir.problem.Problem;
import dev.weir.problem.Rejected;
import dev.weir.problem.Rejection;
import dev.weir.wire.ConnectionTimeout.Kind;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.Status;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The refusal, with 408, of requests of which the head or an early body does not come in time.
 * Helidon 4.5 closes the connection without a word.
 *
 * @param header how long a head may take
 * @param rejected hears of each
 */
record LateRequests(Duration header, Consumer<Rejected> rejected) {

  /** Refuses a request of this client; returns the whole response. */
  BufferData refuse(Kind kind, String client) {
    return kind == Kind.HEAD
        ? refuse(
            Rejection.HEADER_TIMEOUT,
            "The head of a request did not come within " + header.toMillis() + " ms.",
            client)
        : refuse(
            Rejection.BODY_TIMEOUT,
            "The body of a request stood still, or came slower than server.min-body-rate.",
            client);
  }

  private BufferData refuse(Rejection reason, String detail, String client) {
    rejected.accept(Rejected.withoutHead(reason, client));
    return BufferData.create(Problem.of(Status.REQUEST_TIMEOUT_408, detail).message());
  }
}
