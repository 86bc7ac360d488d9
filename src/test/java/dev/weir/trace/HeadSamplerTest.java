package dev.weir.trace;

import static io.opentelemetry.sdk.trace.samplers.SamplingDecision.DROP;
import static io.opentelemetry.sdk.trace.samplers.SamplingDecision.RECORD_AND_SAMPLE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import org.junit.jupiter.api.Test;

class HeadSamplerTest {

  private static final String LOW = "00000000000000000000000000000001";
  private static final String HIGH = "00000000000000007fffffffffffffff";

  private static SamplingDecision decision(Sampler sampler, SpanContext remote, String trace) {
    return new HeadSampler(sampler).decide(remote, trace, "GET").getDecision();
  }

  private static SpanContext client(TraceFlags flags, TraceState state) {
    return SpanContext.createFromRemoteParent(LOW, "b7ad6b7169203331", flags, state);
  }

  @Test
  void aRatioGoesByTheIdOfTheTrace() {
    Sampler half = Sampler.traceIdRatioBased(0.5);
    assertThat(decision(half, SpanContext.getInvalid(), LOW), is(RECORD_AND_SAMPLE));
    assertThat(decision(half, SpanContext.getInvalid(), HIGH), is(DROP));
  }

  @Test
  void aSamplerThatFollowsTheClientFollowsItsFlag() {
    SpanContext sampled = client(TraceFlags.getSampled(), TraceState.getDefault());
    SpanContext unsampled = client(TraceFlags.getDefault(), TraceState.getDefault());
    Sampler never = Sampler.parentBased(Sampler.alwaysOff());
    Sampler always = Sampler.parentBased(Sampler.alwaysOn());
    assertThat(decision(never, sampled, LOW), is(RECORD_AND_SAMPLE));
    assertThat(decision(always, unsampled, LOW), is(DROP));
    assertThat(decision(never, SpanContext.getInvalid(), LOW), is(DROP));
    assertThat(decision(always, SpanContext.getInvalid(), LOW), is(RECORD_AND_SAMPLE));
  }

  @Test
  void aFlagBesideAStateIsFollowedAsWell() {
    TraceState state = TraceState.builder().put("vendor", "1").build();
    Sampler never = Sampler.parentBased(Sampler.alwaysOff());
    assertThat(decision(never, client(TraceFlags.getSampled(), state), LOW), is(RECORD_AND_SAMPLE));
    assertThat(decision(never, client(TraceFlags.getDefault(), state), LOW), is(DROP));
  }
}
