package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.http.CallTimeout.Lingering;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One try of a call, at one address, over one connection. */
final class Attempt {

  /** What to say to the client when a response did not begin. */
  static final String NO_ANSWER = "The backend did not answer in time";

  private final Upstream address;
  private final BackendRequest request;
  private final HttpConfig.Timeouts timeouts;
  private @Nullable UpstreamConnection connection;
  private long receivedBefore;

  Attempt(Upstream address, BackendRequest request) {
    this.address = address;
    this.timeouts = address.timeouts();
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
      UpstreamConnection taken =
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

  private BackendResponse over(UpstreamConnection taken) {
    boolean answered = false;
    RequestBodyWriter upload = new RequestBodyWriter(taken, timeouts);
    try {
      BackendResponse answer = exchange(taken, upload);
      answered = true;
      return answer;
    } catch (IOException e) {
      address.malformed().note(e);
      throw Thread.currentThread().isInterrupted()
          ? new BackendException(Failure.BROKEN, "The call was cancelled", e)
          : upload
              .failure()
              .orElseGet(() -> taken.limit().failure(e, "The backend broke off the exchange"));
    } finally {
      if (!answered) {
        upload.close();
        taken.close();
      }
    }
  }

  private BackendResponse exchange(UpstreamConnection taken, RequestBodyWriter upload)
      throws IOException {
    byte[] head = address.requestHead().of(request);
    taken.write(head, head.length);
    return answer(taken, upload, awaitHead(taken, upload));
  }

  private ResponseHead awaitHead(UpstreamConnection taken, RequestBodyWriter upload)
      throws IOException {
    taken.limit().lingers(new Lingering(upload::isWhole, this::overdue, timeouts.linger()));
    send(taken.limit(), upload);
    ResponseHead head = new ResponseReader(taken, request.interim()).last();
    taken.limit().kept();
    upload.answered();
    return head;
  }

  /** An upload that goes on beside sets the limit of the first byte itself, once it is over. */
  private void send(CallTimeout limit, RequestBodyWriter upload) {
    boolean bodiless = request.body().isEmpty();
    limit.set(
        bodiless ? timeouts.firstByte() : timeouts.idle(),
        bodiless ? NO_ANSWER : RequestBodyWriter.NOT_TAKEN);
    upload.begin(request.body());
    if (!upload.isOver()) {
      limit.setToEndOfCall();
    } else if (!bodiless) {
      limit.set(timeouts.firstByte(), NO_ANSWER);
    }
  }

  private void overdue(BackendException e) {
    request.overdue().accept(e.of(address.name()));
  }

  private BackendResponse answer(
      UpstreamConnection taken, RequestBodyWriter upload, ResponseHead head) throws IOException {
    Framing framing = Framing.of(head, request.method().equals("HEAD"));
    ResponseBody body = new ResponseBody(taken, upload, framing, address);
    return new BackendResponse(
        head.status(),
        head.fields(),
        body,
        new ResponseLease(body, address),
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
