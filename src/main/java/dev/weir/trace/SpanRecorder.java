package dev.weir.trace;

import dev.weir.edge.Outcome;
import dev.weir.edge.TracedCall;
import dev.weir.edge.TracedCall.Retry;
import dev.weir.edge.TracedRequest;
import dev.weir.edge.headers.HexIds;
import dev.weir.gate.Admission.Shed;
import dev.weir.time.RateLimit;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Makes the spans of requests that are over: one of the request, and as its children {@code
 * gate.wait} if it waited and {@code backend.call} if the backend was called. Safe for use by any
 * thread.
 */
final class SpanRecorder {

  private final Tracer tracer;
  private final GivenIds ids;
  private final RateLimit unsampled;
  private final LongSupplier nanoTime;
  private final LongAdder sampledRequests = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder untracedErrors = new LongAdder();

  /**
   * Makes a recorder.
   *
   * @param ids gives the spans of the tracer their ids
   * @param unsampled how many requests that were not sampled are recorded because they were shed or
   *     failed
   * @param nanoTime the clock of the requests
   */
  SpanRecorder(Tracer tracer, GivenIds ids, RateLimit unsampled, LongSupplier nanoTime) {
    this.tracer = tracer;
    this.ids = ids;
    this.unsampled = unsampled;
    this.nanoTime = nanoTime;
  }

  /** Returns whether a request that is over is to be recorded, and counts it. */
  boolean records(boolean sampled, Outcome outcome) {
    if (sampled) {
      sampledRequests.increment();
      return true;
    }
    if (outcome != Outcome.SHED && outcome != Outcome.FAILED) {
      return false;
    }
    boolean kept = unsampled.take();
    (kept ? errors : untracedErrors).increment();
    return kept;
  }

  /** Records a request. */
  void record(TraceStart start, String callSpan, TracedRequest request) {
    Spans spans = new Spans(start, WallClock.at(nanoTime.getAsLong()));
    Span own = spans.own(request);
    Context inside = Context.root().with(own);
    if (request.admission().waitedNanos() > 0) {
      spans.waited(inside, request);
    }
    request.call().ifPresent(call -> spans.call(inside, callSpan, call, request));
    own.end(spans.clock.nanos(request.endNanos()), TimeUnit.NANOSECONDS);
  }

  /** Returns the counts of requests and spans. */
  TraceCounts counts(SpanCounts spans) {
    return new TraceCounts(
        sampledRequests.sum(),
        errors.sum(),
        untracedErrors.sum(),
        spans.exported(),
        spans.queueFull(),
        spans.failed());
  }

  /** The spans of one request. */
  private final class Spans {

    private final TraceStart start;
    private final WallClock clock;

    Spans(TraceStart start, WallClock clock) {
      this.start = start;
      this.clock = clock;
    }

    Span own(TracedRequest request) {
      Span span =
          begin(
              request.request().prologue().method().text() + " " + request.route(),
              SpanKind.SERVER,
              start.parent(),
              start.own().span(),
              request.startNanos());
      span.setAllAttributes(start.head().getAttributes());
      SpanAttributes.set(span, request);
      if (request.outcome() == Outcome.FAILED || request.status() >= SpanAttributes.SERVER_ERROR) {
        span.setStatus(StatusCode.ERROR);
      }
      return span;
    }

    void waited(Context inside, TracedRequest request) {
      long waitedNanos = request.admission().waitedNanos();
      Span span =
          begin("gate.wait", SpanKind.INTERNAL, inside, HexIds.span(), request.startNanos());
      span.setAttribute(SpanAttributes.GATE, request.gate());
      if (request.admission() instanceof Shed shed) {
        span.setAttribute(SpanAttributes.SHED_REASON, shed.reason().label());
      }
      end(span, request.startNanos() + waitedNanos);
    }

    void call(Context inside, String spanId, TracedCall call, TracedRequest request) {
      Span span = begin("backend.call", SpanKind.CLIENT, inside, spanId, call.startNanos());
      SpanAttributes.set(span, call, request);
      for (Retry retry : call.retries()) {
        span.addEvent(
            "retry",
            Attributes.of(SpanAttributes.RETRY_REASON, retry.reason().label()),
            clock.nanos(retry.atNanos()),
            TimeUnit.NANOSECONDS);
      }
      if (call.status().isPresent()) {
        span.addEvent("response.begun", clock.nanos(call.respondedNanos()), TimeUnit.NANOSECONDS);
      }
      if (SpanAttributes.hasFailed(call)) {
        span.setStatus(StatusCode.ERROR);
      }
      end(span, call.status().isPresent() ? request.endNanos() : call.respondedNanos());
    }

    private Span begin(String name, SpanKind kind, Context parent, String spanId, long atNanos) {
      SpanBuilder span =
          tracer
              .spanBuilder(name)
              .setParent(parent)
              .setSpanKind(kind)
              .setStartTimestamp(clock.nanos(atNanos), TimeUnit.NANOSECONDS);
      return ids.start(span, start.trace(), spanId);
    }

    private void end(Span span, long atNanos) {
      span.end(clock.nanos(atNanos), TimeUnit.NANOSECONDS);
    }
  }
}
