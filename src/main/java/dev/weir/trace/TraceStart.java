package dev.weir.trace;

import dev.weir.edge.SpanIds;
import dev.weir.edge.headers.HexIds;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/**
 * What is known of a trace when its request comes. All else is made when it is asked for, which it
 * is of few requests.
 *
 * @param remote the span of the client; not valid if there is none
 * @param trace the id of the trace
 * @param ownBits the id of the request's span
 * @param head what the sampler says
 */
record TraceStart(SpanContext remote, String trace, long ownBits, SamplingResult head) {

  private static final int SAMPLED = 1;
  private static final int RANDOM = 2;

  /** Makes the ids of a request, and asks the sampler. */
  static TraceStart of(SpanContext remote, String method, HeadSampler sampler) {
    String trace = remote.isValid() ? remote.getTraceId() : HexIds.trace();
    return new TraceStart(remote, trace, HexIds.random(), sampler.decide(remote, trace, method));
  }

  /** Returns whether the request is recorded however it ends. */
  boolean sampled() {
    return head.getDecision() == SamplingDecision.RECORD_AND_SAMPLE;
  }

  /** Returns the ids of the request's span. */
  SpanIds own() {
    return new SpanIds(trace, HexIds.digits(ownBits));
  }

  /** Returns the context in which the request came. */
  Context parent() {
    return remote.isValid() ? Context.root().with(Span.wrap(remote)) : Context.root();
  }

  /** Returns what the backend gets to know of the trace's state. */
  TraceState state() {
    return head.getUpdatedTraceState(remote.getTraceState());
  }

  /** Returns the flags that the backend gets. */
  TraceFlags flags() {
    boolean random = !remote.isValid() || remote.getTraceFlags().isTraceIdRandom();
    int bits = (sampled() ? SAMPLED : 0) | (random ? RANDOM : 0);
    return TraceFlags.fromByte((byte) bits);
  }

  /** Returns the span of the call of the backend. */
  SpanContext call(String span) {
    return SpanContext.create(trace, span, flags(), state());
  }
}
