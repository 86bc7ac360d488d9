package dev.weir.trace;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.weir.backend.Field;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read and written here is what the SDK's propagator reads and writes. */
class W3cFieldsTest {

  private static final String IDS = "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331";
  private static final String CALL = "00f067aa0ba902b7";

  private final TraceFields theirs = new PropagatedFields(W3CTraceContextPropagator.getInstance());
  private final TraceFields ours = W3cFields.or(W3CTraceContextPropagator.getInstance());

  private static Headers headers(String... namesAndValues) {
    WritableHeaders<?> headers = WritableHeaders.create();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(HeaderNames.create(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return headers;
  }

  private static List<Field> injected(TraceFields fields, SpanContext remote) {
    HeadSampler sampler = new HeadSampler(Sampler.parentBased(Sampler.alwaysOn()));
    List<Field> into = new ArrayList<>();
    fields.inject(TraceStart.of(remote, "GET", sampler), CALL, into);
    return into;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-" + IDS + "-00",
        "00-" + IDS + "-01",
        "00-" + IDS + "-03",
        "01-" + IDS + "-01",
        "01-" + IDS + "-01-more",
        "00-" + IDS + "-01-more",
        "ff-" + IDS + "-01",
        "00-" + IDS,
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
        "",
      })
  void aSpanOfAClientIsTheOneThatThePropagatorReads(String sent) {
    Headers headers = headers("traceparent", sent);
    assertThat(ours.extract(headers), is(theirs.extract(headers)));
  }

  @Test
  void aRequestWithTwoSpansOrNoneHasNone() {
    assertThat(ours.extract(headers()).isValid(), is(false));
    Headers two = headers("traceparent", "00-" + IDS + "-01", "traceparent", "00-" + IDS + "-00");
    assertThat(ours.extract(two).isValid(), is(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00-" + IDS + "-00", "00-" + IDS + "-01", "00-" + IDS + "-03"})
  void aCallHasTheFieldsThatThePropagatorWrites(String sent) {
    SpanContext remote = ours.extract(headers("traceparent", sent));
    assertThat(injected(ours, remote), is(injected(theirs, remote)));
  }

  @Test
  void theStateThatVendorsKeepGoesOn() {
    SpanContext remote =
        ours.extract(headers("traceparent", "00-" + IDS + "-01", "tracestate", "a=1,b=2"));
    assertThat(injected(ours, remote), is(injected(theirs, remote)));
    assertThat(remote.getTraceState().get("b"), is("2"));
  }

  @Test
  void otherPropagatorsAreAskedThemselves() {
    TextMapPropagator both =
        TextMapPropagator.composite(
            W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance());
    assertThat(ours, is(instanceOf(W3cFields.class)));
    assertThat(W3cFields.or(both), is(not(instanceOf(W3cFields.class))));
  }
}
