package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One try of a call, at one address, over one connection. */
final class Try {

  private final Address address;
  private final BackendRequest request;
  private final HttpConfig.Limits limits;
  private @Nullable Connection connection;
  private long receivedBefore;
  private boolean wholeRequest = true;

  Try(Address address, BackendRequest request) {
    this.address = address;
    this.limits = address.limits();
    this.request = request;
  }

  /**
   * Makes it.
   *
   * @param onNewConnection whether the idle ones are not to be trusted
   * @param endsNanos when the call is to be over
   * @return the answer, which the address has to do with until it is closed
   * @throws BackendException if there is none
   */
  BackendResponse make(boolean onNewConnection, OptionalLong endsNanos) {
    boolean answered = false;
    address.calls(1);
    try {
      Connection taken =
          onNewConnection ? address.newConnection(endsNanos) : address.connection(endsNanos);
      connection = taken;
      receivedBefore = taken.received();
      taken.limit().callEnds(endsNanos);
      BackendResponse answer = over(taken);
      answered = true;
      return answer;
    } finally {
      if (!answered) {
        address.calls(-1);
      }
    }
  }

  private BackendResponse over(Connection taken) {
    boolean answered = false;
    try {
      BackendResponse answer = exchange(taken);
      answered = true;
      return answer;
    } catch (IOException e) {
      throw Thread.currentThread().isInterrupted()
          ? new BackendException(Failure.BROKEN, "The call was cancelled", e)
          : taken.limit().failure(e, "The backend broke off the exchange");
    } finally {
      if (!answered) {
        taken.close();
      }
    }
  }

  private BackendResponse exchange(Connection taken) throws IOException {
    Answers answers = new Answers(taken, request.interim());
    byte[] head = address.requestHead().of(request);
    taken.write(head, head.length);
    Optional<ResponseHead> early = Optional.empty();
    if (request.body().isPresent()) {
      Upload upload = new Upload(taken, answers, limits.idle());
      early = upload.send(request.body().get());
      wholeRequest = upload.whole();
    }
    return answer(taken, early.isPresent() ? early.get() : await(taken, answers));
  }

  private ResponseHead await(Connection taken, Answers answers) throws IOException {
    taken.limit().set(limits.firstByte(), "The backend did not answer in time");
    try {
      taken.flush();
    } catch (IOException e) {
      // It may have answered before it hung up; if not, that is what is found next.
      wholeRequest = false;
    }
    ResponseHead head = answers.last();
    taken.limit().kept();
    return head;
  }

  private BackendResponse answer(Connection taken, ResponseHead head) throws IOException {
    Framing framing = Framing.of(head, request.method().equals("HEAD"));
    Optional<Pool> home =
        wholeRequest && framing.keepsConnection() ? Optional.of(address.pool()) : Optional.empty();
    AnswerBody body = new AnswerBody(taken, framing, home, limits.idle());
    return new BackendResponse(
        head.status(),
        head.fields(),
        body,
        new Ending(body, address),
        body::trailers,
        Optional.of(address.name()));
  }

  /** Returns whether a connection was made. */
  boolean connected() {
    return connection != null;
  }

  /** Returns whether nothing of an answer came. */
  boolean unanswered() {
    return connection == null || connection.received() == receivedBefore;
  }

  /** Returns whether it may be that the service had closed the connection before the try. */
  boolean onUsedConnection() {
    return connection != null && connection.used();
  }
}
