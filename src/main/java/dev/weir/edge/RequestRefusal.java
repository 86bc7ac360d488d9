package dev.weir.edge;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.ShedReason;
import dev.weir.problem.Problem;
import dev.weir.problem.Rejection;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;

/**
 * The ways in which a request that came to the gate gets no response, or no whole one, of the
 * backend. Each writes what can still be written, decides whether the connection goes on, and
 * returns the outcome.
 */
final class RequestRefusal {

  private final ServerResponse response;
  private final ForwardedRequest request;
  private final ClientLink client;
  private final Relay relay;
  private final RequestReport report;

  RequestRefusal(
      ServerResponse response,
      ForwardedRequest request,
      ClientLink client,
      Relay relay,
      RequestReport report) {
    this.response = response;
    this.request = request;
    this.client = client;
    this.relay = relay;
    this.report = report;
  }

  /** The gate shed the request, or Weir drains: then the refusal is not delayed. */
  Outcome shed(Shed shed) {
    if (client.gone()) {
      letOthersLeave();
      return gone();
    }
    Duration retryAfter = shed.retryAfter();
    if (!client.drains()) {
      // A refused request has no place that could be freed: its client need not be watched.
      client.stopWatching();
      retryAfter = request.route().gate().delay().await(shed, request.deadline().nanos());
    }
    client.endConnectionIfItCantBeKept();
    report.refused(shed.reason().label());
    request.route().responses().shed(shed.reason(), request.deadline(), retryAfter, response);
    return Outcome.SHED;
  }

  /** Of a crowd that hangs up together all leave the line before the first connection is closed. */
  @SuppressWarnings("ThreadPriorityCheck") // It is only sooner.
  private static void letOthersLeave() {
    Thread.yield();
  }

  /** The backend failed; a response that has begun can only be broken off. */
  Outcome failed(BackendException e) {
    boolean late = isLate(e);
    report.refused(late ? ShedReason.DEADLINE.label() : e.failure().label());
    if (relay.begun()) {
      client.breakOff();
      return Outcome.FAILED;
    }
    client.endConnectionIfItCantBeKept();
    if (late) {
      request.route().responses().late(request.deadline(), response);
    } else {
      request.route().responses().failed(e, response);
    }
    return Outcome.FAILED;
  }

  /** Returns whether a call failed because its client would have waited no longer. */
  boolean isTooLateForClient(BackendException e) {
    return e.failure() == Failure.TIMEOUT
        && request.deadline().hasPassedForClient(report.nowNanos());
  }

  /** A response that has begun can only be too late for the client. */
  private boolean isLate(BackendException e) {
    return isTooLateForClient(e)
        || (e.failure() == Failure.TIMEOUT
            && !relay.begun()
            && request.deadline().hasPassed(report.nowNanos()));
  }

  /** Nothing can be served of such a body, and what comes after it is no request. */
  Outcome rejected() {
    Problem problem = client.badBody().orElseThrow();
    Rejection.of(problem.status()).ifPresent(report::rejected);
    client.refuse();
    if (relay.begun()) {
      client.breakOff();
    } else {
      client.endConnection();
      problem.respond(response);
    }
    return Outcome.REJECTED;
  }

  /** The client left. */
  Outcome gone() {
    client.breakOff();
    return Outcome.GONE;
  }

  /** A stop cut the call off: the interrupt that ended it has closed the connection. */
  Outcome cut() {
    report.refused(ShedReason.CLOSING.label());
    response.status(Status.SERVICE_UNAVAILABLE_503);
    client.breakOff();
    return Outcome.FAILED;
  }
}
