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

/**
 * One attempt at a call, at one upstream, over one connection: it counts as a call of the upstream
 * until it has failed, or its response is closed.
 */
final class Attempt implements BackendResponse.Lease {

  private final Upstream upstream;
  private final BackendRequest request;
  private final HttpConfig.Timeouts timeouts;
  private @Nullable UpstreamConnection connection;
  private long receivedBefore;
  private Runnable releaseConnection = () -> {};
  private boolean over;

  Attempt(Upstream upstream, BackendRequest request) {
    this.upstream = upstream;
    this.timeouts = upstream.timeouts();
    this.request = request;
  }

  /**
   * Makes it.
   *
   * @param onNewConnection whether the idle ones are not to be trusted
   * @param endsNanos when the call is to be over
   * @return the response, whose lease is this
   * @throws BackendException if there is none
   */
  BackendResponse make(boolean onNewConnection, OptionalLong endsNanos) {
    upstream.begin();
    try {
      OptionalLong beginsNanos = CallTimeout.sooner(request.respondByNanos(), endsNanos);
      UpstreamConnection taken =
          onNewConnection ? upstream.newConnection(beginsNanos) : upstream.connection(beginsNanos);
      connection = taken;
      receivedBefore = taken.received();
      taken.timeout().callEnds(beginsNanos);
      RequestBodyWriter upload = new RequestBodyWriter(taken, timeouts);
      releaseConnection =
          () -> {
            upload.close();
            taken.close();
          };
      return exchange(taken, upload, endsNanos);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private BackendResponse exchange(
      UpstreamConnection taken, RequestBodyWriter upload, OptionalLong endsNanos) {
    try {
      ResponseHead head = headOfResponse(taken, upload);
      taken.timeout().callEnds(endsNanos);
      Framing framing = Framing.of(head, request.method().equals("HEAD"));
      ResponseBody body = new ResponseBody(taken, upload, framing, upstream);
      releaseConnection = body::close;
      return new BackendResponse(
          head.status(), head.fields(), body, this, body::trailers, Optional.of(upstream.name()));
    } catch (IOException e) {
      upstream.malformed().note(e);
      throw Thread.currentThread().isInterrupted()
          ? new BackendException(Failure.BROKEN, "The call was cancelled", e)
          : upload
              .failure()
              .orElseGet(() -> taken.timeout().failure(e, "The backend broke off the exchange"));
    }
  }

  private ResponseHead headOfResponse(UpstreamConnection taken, RequestBodyWriter upload)
      throws IOException {
    HeadBytes head = taken.requestHead();
    upstream.requestHead().write(request, head);
    taken.write(head.bytes(), head.length());
    taken.timeout().linger(new Lingering(upload::mayBeComplete, this::overdue, timeouts.linger()));
    send(taken.timeout(), upload);
    ResponseHead response = ResponseHead.last(taken, request.interim());
    taken.timeout().stop();
    upload.responseBegan();
    return response;
  }

  /**
   * Begins to send. A service has one timeout at a time: those of an upload that goes on beside are
   * the upload's, from here to the response.
   */
  private void send(CallTimeout timeout, RequestBodyWriter upload) {
    // A client that waits for 100 Continue gets it here, on the thread of the call.
    Optional<Pieces> body = request.body().map(Pieces::of);
    if (body.isEmpty()) {
      timeout.start(timeouts.firstByte(), CallTimeout.NO_RESPONSE);
      upload.send(body);
    } else if (body.get().areThere()) {
      timeout.start(timeouts.idle(), CallTimeout.NOT_TAKEN);
      upload.send(body);
      timeout.start(timeouts.firstByte(), CallTimeout.NO_RESPONSE);
    } else {
      timeout.startForWholeCall();
      upload.sendBeside(body.get());
    }
  }

  private void overdue(BackendException e) {
    request.overdue().accept(e.of(upstream.name()));
  }

  /** Returns whether a connection was made. */
  boolean connected() {
    return connection != null;
  }

  /** Returns whether nothing of a response came. */
  boolean withoutResponse() {
    return connection == null || connection.received() == receivedBefore;
  }

  /** Returns whether the service may have closed the connection before the attempt. */
  boolean onUsedConnection() {
    return connection != null && connection.used();
  }

  @Override
  public void close() {
    if (!over) {
      over = true;
      releaseConnection.run();
      upstream.end();
    }
  }
}
