package dev.weir.edge;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendResponse;
import dev.weir.edge.headers.RequestIds;
import dev.weir.edge.headers.ServerTiming;
import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import dev.weir.problem.Problem;
import dev.weir.problem.Rejection;
import dev.weir.wire.ClientConnection;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The way of one request: gate, backend, answer.
 *
 * <p>Whatever happens on it, its permit is closed after the last byte of the answer is written, and
 * not before the backend's work on it is over; and it is counted and logged once, when its client
 * has its answer, refusals like answers. If the backend is too late, that is before the backend is
 * done: then another thread refuses, while the request's own goes on waiting.
 */
final class Exchange implements ActiveRequest {

  /** A server that stops is gone in a moment; what takes its place may be there as soon. */
  private static final Duration AFTER_CLOSING = Duration.ofSeconds(1);

  private static final int FIRST_SERVER_ERROR = 500;

  private final Edge handler;
  private final ServerRequest request;
  private final ServerResponse response;
  private final ForwardedRequest passage;
  private final ShedResponse refusal;
  private final Relay relay;
  private final ClientLink client;
  private final long startNanos;
  private final Arrival arrival;
  private final FirstResponse first = new FirstResponse();
  private long calledNanos;
  private OptionalLong backendNanos = OptionalLong.empty();
  private Optional<String> upstream = Optional.empty();
  private Optional<String> reason = Optional.empty();
  private volatile boolean admitted;
  private volatile boolean cut;

  Exchange(
      Edge handler,
      ServerRequest request,
      ServerResponse response,
      Optional<ClientConnection> connection) {
    this.handler = handler;
    this.request = request;
    this.response = response;
    this.client = new ClientLink(request, response, handler.draining(), connection);
    this.refusal = handler.refusal();
    this.startNanos = now();
    this.passage = new ForwardedRequest(handler.conduct(), request, startNanos);
    this.arrival = handler.arrivals().of(passage, request.headers());
    this.relay =
        new Relay(request, response, handler.conduct().via().onAnswer(), client::leaveAlone);
    response.header(RequestIds.REQUEST_ID, passage.ids().requestId());
  }

  /** Goes all the way, or, if it may not begin, refuses. */
  void run(boolean mayBegin) {
    Admission admission = mayBegin ? handler.gate().enter(arrival) : closing();
    Outcome outcome = admission instanceof Shed ? Outcome.SHED : Outcome.FAILED;
    try {
      outcome =
          switch (admission) {
            case Shed shed -> refuse(shed);
            case Admitted admitted -> serve(admitted);
          };
    } catch (RuntimeException e) {
      if (cut) {
        outcome = cutOff();
      } else if (client.gone()) {
        outcome = gone();
      } else {
        throw e;
      }
    } finally {
      if (first.here()) {
        over(admission, outcome);
      }
      client.body().close();
    }
    client.endIfLast();
  }

  private Shed closing() {
    handler.decisions().shed(ShedReason.CLOSING, 0);
    return new Shed(ShedReason.CLOSING, 0, AFTER_CLOSING);
  }

  private Outcome refuse(Shed shed) {
    if (client.gone()) {
      letOthersLeave();
      return gone();
    }
    Duration retryAfter = shed.retryAfter();
    if (!handler.draining().begun()) {
      // Whoever is refused has no place that could be freed: nobody has to watch while it is held.
      client.leaveAlone();
      retryAfter = handler.pace().await(shed, arrival.deadlineNanos());
    }
    client.endConnectionIfItCantBeKept();
    reason = Optional.of(shed.reason().label());
    refusal.shed(shed.reason(), retryAfter, response);
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
    this.admitted = true;
    try (Permit permit = admitted.permit()) {
      if (client.gone()) {
        permit.callEnded(CallResult.CANCELLED);
        return gone();
      }
      try (BackendResponse answer = call(admitted)) {
        permit.callEnded(result(answer));
        if (client.gone() || !first.here()) {
          return gone();
        }
        if (handler.draining().begun()) {
          client.endConnection();
        }
        relay.send(answer, ServerTiming.of(admitted.waitedNanos(), backendNanos.orElse(0)));
        return outcome(answer);
      } catch (BackendException e) {
        permit.callEnded(result(e));
        if (!first.here()) {
          client.breakOff();
          return Outcome.FAILED;
        }
        if (cut) {
          return cutOff();
        }
        return switch (blame()) {
          case REJECTED -> rejected();
          case GONE -> gone();
          default -> failed(e);
        };
      } catch (ClientGoneException e) {
        permit.callEnded(CallResult.CANCELLED);
        return gone();
      }
    }
  }

  private static CallResult result(BackendResponse answer) {
    if (answer.status() == Status.TOO_MANY_REQUESTS_429.code()) {
      return CallResult.OVERLOAD;
    }
    return outcome(answer) == Outcome.SERVED ? CallResult.SUCCESS : CallResult.ERROR;
  }

  /** How impatient a client is says nothing about the backend. */
  private CallResult result(BackendException e) {
    boolean cutShort = cut || blame() != Outcome.FAILED || late(e);
    return first.here() && cutShort ? CallResult.CANCELLED : CallResult.ERROR;
  }

  private boolean late(BackendException e) {
    return e.failure() == Failure.TIMEOUT && passage.deadline().isBefore(now());
  }

  private BackendResponse call(Admitted granted) {
    if (!handler.backend().interruptible()) {
      client.isPatient();
    }
    calledNanos = now();
    Outcome outcome = Outcome.FAILED;
    Optional<String> from = Optional.empty();
    try {
      BackendResponse answer =
          handler
              .backend()
              .call(
                  passage.forBackend(
                      client.body().forBackend(),
                      first::ahead,
                      e -> overdue(e, granted),
                      calledNanos));
      outcome = client.gone() ? Outcome.GONE : outcome(answer);
      from = answer.upstream();
      return answer;
    } catch (BackendException e) {
      from = e.upstream();
      outcome = blame();
      throw e;
    } finally {
      client.isImpatient();
      long nanos = now() - calledNanos;
      handler.observer().backendCalled(outcome, nanos);
      if (first.here()) {
        backendNanos = OptionalLong.of(nanos);
        upstream = from;
      }
    }
  }

  /**
   * Refuses on another thread than the request's, which waits for the backend: the call has used up
   * its time, and keeps its permit until the backend is done.
   */
  private void overdue(BackendException e, Admitted granted) {
    first.elsewhere(
        () -> {
          backendNanos = OptionalLong.of(now() - calledNanos);
          upstream = e.upstream();
          over(granted, client.gone() ? Outcome.GONE : refuseLate(e));
          handler.draining().leave(this);
        });
  }

  private Outcome refuseLate(BackendException e) {
    try {
      client.answerNow(() -> failed(e));
      return Outcome.FAILED;
    } catch (RuntimeException unwritten) {
      return Outcome.GONE;
    }
  }

  /** Returns the outcome of a call that came to nothing: it may be the client that failed. */
  private Outcome blame() {
    if (client.badBody().isPresent()) {
      return Outcome.REJECTED;
    }
    return client.gone() ? Outcome.GONE : Outcome.FAILED;
  }

  private static Outcome outcome(BackendResponse answer) {
    return answer.status() < FIRST_SERVER_ERROR ? Outcome.SERVED : Outcome.FAILED;
  }

  /** Answers with what went wrong; an answer that has begun can only be broken off. */
  private Outcome failed(BackendException e) {
    boolean late = late(e);
    reason = Optional.of(late ? ShedReason.DEADLINE.label() : e.failure().label());
    if (relay.begun()) {
      client.breakOff();
      return Outcome.FAILED;
    }
    client.endConnectionIfItCantBeKept();
    if (late) {
      refusal.late(response);
    } else {
      refusal.failed(e, response);
    }
    return Outcome.FAILED;
  }

  /** Nothing can be served of such a body, and what comes after it is no request. */
  private Outcome rejected() {
    Problem problem = client.badBody().orElseThrow();
    Optional<Rejection> rejection = Rejection.of(problem.status());
    rejection.ifPresent(handler.observer()::rejected);
    reason = rejection.map(Rejection::label);
    client.refuse();
    if (relay.begun()) {
      client.breakOff();
    } else {
      client.endConnection();
      problem.answer(response);
    }
    return Outcome.REJECTED;
  }

  private Outcome gone() {
    client.breakOff();
    return Outcome.GONE;
  }

  /** Nothing more can be written: the interrupt that ended the call has closed the connection. */
  private Outcome cutOff() {
    reason = Optional.of(ShedReason.CLOSING.label());
    response.status(Status.SERVICE_UNAVAILABLE_503);
    client.breakOff();
    return Outcome.FAILED;
  }

  @Override
  public boolean cut() {
    if (!admitted) {
      return false;
    }
    cut = true;
    return client.callOff();
  }

  @Override
  public String description() {
    return "%s %s, client %s, under way for %d ms"
        .formatted(
            request.prologue().method().text(),
            request.prologue().uriPath().rawPath(),
            passage.origin().caller(),
            TimeUnit.NANOSECONDS.toMillis(now() - startNanos));
  }

  private void over(Admission admission, Outcome outcome) {
    long totalNanos = now() - startNanos;
    handler.observer().answered(admission, outcome, totalNanos);
    handler.accessLog().write(() -> entry(admission, outcome, totalNanos));
  }

  private AccessEntry entry(Admission admission, Outcome outcome, long totalNanos) {
    HttpPrologue prologue = request.prologue();
    return new AccessEntry(
        new AccessEntry.Head(
            prologue.method().text(),
            prologue.uriPath().rawPath(),
            request.isSecure() ? "https" : "http",
            prologue.rawProtocol(),
            arrival.priority(),
            arrival.caller()),
        new AccessEntry.Result(response.status().code(), outcome, reason, upstream),
        new AccessEntry.Times(totalNanos, admission.waitedNanos(), backendNanos),
        new AccessEntry.Sizes(client.body().received(), responseBytes()),
        passage.ids());
  }

  private long responseBytes() {
    if (relay.begun()) {
      return relay.written();
    }
    boolean unsent = request.prologue().method().equals(Method.HEAD);
    return unsent ? 0 : response.headers().contentLength().orElse(0);
  }

  private long now() {
    return handler.nanoTime().getAsLong();
  }
}
