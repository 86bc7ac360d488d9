package dev.weir.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Decides when a request comes whether it is recorded.
 *
 * <p>The sampler wants a context for that, which hardly differs from one request to the next: it
 * hears the id of the trace besides, so of a client's span only its flag counts.
 */
final class HeadSampler {

  private final Sampler sampler;
  private final Context sampled = of(client(TraceFlags.getSampled()));
  private final Context unsampled = of(client(TraceFlags.getDefault()));

  HeadSampler(Sampler sampler) {
    this.sampler = sampler;
  }

  /**
   * Asks the sampler, which hears the method of a request as its name.
   *
   * @param remote the span of the client; not valid if there is none
   */
  SamplingResult decide(SpanContext remote, String trace, String method) {
    return sampler.shouldSample(
        context(remote), trace, method, SpanKind.SERVER, Attributes.empty(), List.of());
  }

  private Context context(SpanContext remote) {
    if (!remote.isValid()) {
      return Context.root();
    }
    if (!remote.getTraceState().isEmpty()) {
      return of(remote);
    }
    return remote.isSampled() ? sampled : unsampled;
  }

  private static SpanContext client(TraceFlags flags) {
    return SpanContext.createFromRemoteParent(
        "00000000000000000000000000000001", "0000000000000001", flags, TraceState.getDefault());
  }

  private static Context of(SpanContext span) {
    return Context.root().with(Span.wrap(span));
  }
}
