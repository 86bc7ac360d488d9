package dev.weir.edge;

import dev.weir.backend.Backend;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendResponse;
import dev.weir.edge.ActiveView.Stage;
import dev.weir.edge.headers.ServerTiming;
import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.CallResult;
import dev.weir.gate.Permit;
import io.helidon.http.Status;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The way of one request from the gate's decision to its response.
 *
 * <p>Whatever happens on it, its permit is closed after the last byte of the response is written,
 * and not before the backend's work on it is over; and it is reported once, when its client has its
 * response, a refusal or not. If the backend is too late, that is before the backend is done: then
 * another thread refuses, while the request's own goes on waiting.
 */
final class Exchange implements ActiveRequest {

  private final Backend backend;
  private final Draining draining;
  private final ForwardedRequest request;
  private final ClientLink client;
  private final Relay relay;
  private final RequestRefusal refusal;
  private final RequestReport report;
  private final FirstResponse first = new FirstResponse();
  private long calledNanos;
  private volatile Stage stage = Stage.WAITING;
  private volatile boolean cut;

  Exchange(
      Backend backend,
      Draining draining,
      ForwardedRequest request,
      ClientLink client,
      Relay relay,
      RequestRefusal refusal,
      RequestReport report) {
    this.backend = backend;
    this.draining = draining;
    this.request = request;
    this.client = client;
    this.relay = relay;
    this.refusal = refusal;
    this.report = report;
  }

  /** Goes the way that the gate's decision leads to. */
  void run(Admission admission) {
    Outcome outcome = admission instanceof Shed ? Outcome.SHED : Outcome.FAILED;
    try {
      outcome =
          switch (admission) {
            case Shed shed -> refuse(shed);
            case Admitted granted -> serve(granted);
          };
    } catch (RuntimeException e) {
      if (!cut && !client.gone()) {
        throw e;
      }
      outcome = cut ? refusal.cut() : refusal.gone();
    } finally {
      if (first.isMine()) {
        report.over(admission, outcome);
      }
      client.body().close();
    }
    client.endIfLast();
  }

  private Outcome refuse(Shed shed) {
    stage = Stage.REFUSED;
    return refusal.shed(shed);
  }

  private Outcome serve(Admitted granted) {
    stage = Stage.INSIDE;
    try (Permit permit = granted.permit()) {
      if (client.gone()) {
        permit.callEnded(CallResult.CANCELLED);
        return refusal.gone();
      }
      try (BackendResponse response = call(granted)) {
        permit.callEnded(result(response));
        request.route().cost(response).ifPresent(permit::costs);
        return passOn(response, granted);
      } catch (BackendException e) {
        permit.callEnded(result(e));
        return failed(e);
      } catch (ClientGoneException e) {
        permit.callEnded(CallResult.CANCELLED);
        return refusal.gone();
      }
    }
  }

  private BackendResponse call(Admitted granted) {
    if (!backend.interruptible()) {
      client.waitEvenIfGone();
    }
    calledNanos = report.nowNanos();
    Outcome outcome = Outcome.FAILED;
    OptionalInt status = OptionalInt.empty();
    Optional<String> upstream = Optional.empty();
    try {
      BackendResponse response =
          backend.call(
              request.forBackend(
                  client, first, e -> overdue(e, granted), report::retried, calledNanos));
      outcome = client.gone() ? Outcome.GONE : Outcome.ofBackend(response.status());
      status = OptionalInt.of(response.status());
      upstream = response.upstream();
      return response;
    } catch (BackendException e) {
      outcome = client.blame();
      upstream = e.upstream();
      throw e;
    } finally {
      client.stopIfGone();
      long nanos = report.nowNanos() - calledNanos;
      report.called(outcome, nanos);
      if (first.isMine()) {
        report.backend(calledNanos, nanos, status, upstream);
      }
    }
  }

  private Outcome passOn(BackendResponse response, Admitted granted) {
    if (client.gone() || !first.isMine()) {
      return refusal.gone();
    }
    client.endConnectionIfDraining();
    relay.send(response, ServerTiming.of(granted.waitedNanos(), report.backendNanos()));
    return Outcome.ofBackend(response.status());
  }

  private static CallResult result(BackendResponse response) {
    if (response.status() == Status.TOO_MANY_REQUESTS_429.code()) {
      return CallResult.OVERLOAD;
    }
    return Outcome.ofBackend(response.status()) == Outcome.SERVED
        ? CallResult.SUCCESS
        : CallResult.ERROR;
  }

  /** How impatient a client is says nothing about the backend. */
  private CallResult result(BackendException e) {
    boolean cutShort = cut || client.blame() != Outcome.FAILED || refusal.isTooLateForClient(e);
    return first.isMine() && cutShort ? CallResult.CANCELLED : CallResult.ERROR;
  }

  private Outcome failed(BackendException e) {
    if (!first.isMine()) {
      client.breakOff();
      return Outcome.FAILED;
    }
    if (cut) {
      return refusal.cut();
    }
    return switch (client.blame()) {
      case REJECTED -> refusal.rejected();
      case GONE -> refusal.gone();
      default -> refusal.failed(e);
    };
  }

  /**
   * Refuses on another thread than the request's, which waits for the backend: the call has used up
   * its time, and keeps its permit until the backend is done.
   */
  private void overdue(BackendException e, Admitted granted) {
    first.onOtherThread(
        () -> {
          long nanos = report.nowNanos() - calledNanos;
          report.backend(calledNanos, nanos, OptionalInt.empty(), e.upstream());
          report.over(granted, client.gone() ? Outcome.GONE : refuseLate(e));
          draining.leave(this);
        });
  }

  private Outcome refuseLate(BackendException e) {
    try {
      client.respondFromOtherThread(() -> refusal.failed(e));
      return Outcome.FAILED;
    } catch (RuntimeException unwritten) {
      return Outcome.GONE;
    }
  }

  @Override
  public boolean cut() {
    if (stage != Stage.INSIDE) {
      return false;
    }
    cut = true;
    return client.cancel();
  }

  @Override
  public ActiveView view() {
    return new ActiveView(
        request.route().gate().name(),
        request.route().name(),
        request.caller(),
        stage,
        report.nowNanos() - request.startNanos());
  }

  @Override
  public Optional<SpanIds> spanOf(Thread thread) {
    return request.trace().spanOf(thread);
  }

  @Override
  public String description() {
    return report.description();
  }
}
