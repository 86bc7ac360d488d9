package dev.weir.trace;

import dev.weir.edge.SpanIds;
import dev.weir.edge.headers.HexIds;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * What is known of a trace when its request comes.
 *
 * @param parent the context in which the request came
 * @param remote the span of the client; not valid if there is none
 * @param own the ids of the request's span
 * @param head what the sampler says
 */
record TraceStart(Context parent, SpanContext remote, SpanIds own, SamplingResult head) {

  /** Makes the ids of a request, and asks the sampler, which hears its method as its name. */
  static TraceStart of(Context parent, String method, Sampler sampler) {
    SpanContext remote = Span.fromContext(parent).getSpanContext();
    String trace = remote.isValid() ? remote.getTraceId() : HexIds.trace();
    SamplingResult head =
        sampler.shouldSample(parent, trace, method, SpanKind.SERVER, Attributes.empty(), List.of());
    return new TraceStart(parent, remote, new SpanIds(trace, HexIds.span()), head);
  }

  /** Returns whether the request is recorded however it ends. */
  boolean sampled() {
    return head.getDecision() == SamplingDecision.RECORD_AND_SAMPLE;
  }

  /** Returns the context of the call of the backend. */
  Context contextOf(String callSpan) {
    TraceFlags flags =
        TraceFlags.builder()
            .setSampled(sampled())
            .setRandomTraceId(!remote.isValid() || remote.getTraceFlags().isTraceIdRandom())
            .build();
    TraceState state = head.getUpdatedTraceState(remote.getTraceState());
    SpanContext call = SpanContext.create(own.trace(), callSpan, flags, state);
    return Context.root().with(Span.wrap(call));
  }
}
