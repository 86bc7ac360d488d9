package dev.weir.edge;

import dev.weir.backend.RetryReason;
import dev.weir.edge.TracedCall.Retry;
import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Shed;
import dev.weir.log.LogLine;
import dev.weir.problem.Rejection;
import io.helidon.http.HttpPrologue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What is known of one request that came to the gate, and its clock. It goes to the metrics and to
 * the access log once, when the client has its response.
 *
 * <p>For use by one thread at a time: the one that writes the response.
 */
final class RequestReport {

  private final AccessLog accessLog;
  private final LongSupplier nanoTime;
  private final ForwardedRequest request;
  private final ClientLink client;
  private final Relay relay;
  private long backendStartNanos;
  private OptionalLong backendNanos = OptionalLong.empty();
  private OptionalInt backendStatus = OptionalInt.empty();
  private Optional<String> upstream = Optional.empty();
  private Optional<String> reason = Optional.empty();

  /** Replaced as a whole: the response may be written by another thread than that of the call. */
  private volatile List<Retry> retries = List.of();

  RequestReport(
      AccessLog accessLog,
      LongSupplier nanoTime,
      ForwardedRequest request,
      ClientLink client,
      Relay relay) {
    this.accessLog = accessLog;
    this.nanoTime = nanoTime;
    this.request = request;
    this.client = client;
    this.relay = relay;
  }

  long nowNanos() {
    return nanoTime.getAsLong();
  }

  private long totalNanos() {
    return nowNanos() - request.startNanos();
  }

  /** Returns method, path and client of a request that is not over, and how long it has taken. */
  String description() {
    return "%s %s, client %s, under way for %d ms"
        .formatted(
            request.prologue().method().text(),
            request.prologue().uriPath().rawPath(),
            request.arrival().caller(),
            TimeUnit.NANOSECONDS.toMillis(totalNanos()));
  }

  /** Counts a call of the backend, which began to respond, or failed to, after so long. */
  void called(Outcome outcome, long nanos) {
    request.route().observer().backendCalled(outcome, nanos, request.trace().recorded());
  }

  /**
   * Notes the call that the client's response comes from.
   *
   * @param startNanos when the backend was called
   * @param nanos how long it took until it began to respond, or failed to
   * @param status the status of its response; empty if it failed to respond
   * @param from its upstream; empty if the backend has but one
   */
  void backend(long startNanos, long nanos, OptionalInt status, Optional<String> from) {
    backendStartNanos = startNanos;
    backendNanos = OptionalLong.of(nanos);
    backendStatus = status;
    upstream = from;
  }

  /** Notes that the call is tried again. */
  void retried(RetryReason why) {
    List<Retry> more = new ArrayList<>(retries);
    more.add(new Retry(why, nowNanos()));
    retries = more;
  }

  /** Returns how long the backend took until it began to respond; 0 if it was not called. */
  long backendNanos() {
    return backendNanos.orElse(0);
  }

  /** Notes why the client's response is a refusal, in one word. */
  void refused(String why) {
    reason = Optional.of(why);
  }

  /** Counts a rejection, and notes it as the reason for a refusal. */
  void rejected(Rejection rejection) {
    request.route().observer().rejected(rejection);
    refused(rejection.label());
  }

  /** The client has its response. */
  void over(Admission admission, Outcome outcome) {
    long totalNanos = totalNanos();
    request.trace().over(outcome, () -> traced(admission, outcome, totalNanos));
    request.route().observer().ended(admission, outcome, totalNanos, request.trace().recorded());
    if (outcome == Outcome.SHED && admission instanceof Shed shed) {
      request.route().gate().lastSheds().add(lastShed(shed));
    }
    accessLog.write(line -> describe(admission, outcome, totalNanos, line));
  }

  private TracedRequest traced(Admission admission, Outcome outcome, long totalNanos) {
    return new TracedRequest(
        request.asCame(),
        request.arrival().caller(),
        request.route().gate().name(),
        request.route().name(),
        admission,
        outcome,
        reason,
        relay.status(),
        request.startNanos(),
        request.startNanos() + totalNanos,
        backendNanos.isPresent() ? Optional.of(call(backendNanos.getAsLong())) : Optional.empty());
  }

  private TracedCall call(long nanos) {
    return new TracedCall(
        backendStartNanos, backendStartNanos + nanos, backendStatus, upstream, retries);
  }

  private LastSheds.Entry lastShed(Shed shed) {
    return new LastSheds.Entry(shed, Instant.now(), request.route().name(), request.caller());
  }

  private void describe(Admission admission, Outcome outcome, long totalNanos, LogLine line) {
    HttpPrologue prologue = request.prologue();
    line.text("method", prologue.method().text())
        .text("path", prologue.uriPath().rawPath())
        .number("status", relay.status())
        .text("outcome", outcome.label())
        .text("reason", reason)
        .text("gate", request.route().gate().name())
        .text("route", request.route().name())
        .millis("totalMs", totalNanos)
        .millis("waitedMs", admission.waitedNanos())
        .millis("backendMs", backendNanos)
        .number("requestBytes", client.body().received())
        .number("responseBytes", relay.bodyBytes())
        .text("upstream", upstream)
        .text("scheme", request.scheme())
        .text("protocol", prologue.rawProtocol())
        .text("priority", request.arrival().priority().name().toLowerCase(Locale.ROOT))
        .text("caller", request.arrival().caller())
        .text("requestId", request.id().value())
        .text("traceId", request.trace().traceId());
    request.trace().span().ifPresent(span -> line.text("spanId", span.span()));
  }
}
