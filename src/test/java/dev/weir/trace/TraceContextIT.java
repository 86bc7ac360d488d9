package dev.weir.trace;

import static dev.weir.trace.SpanText.id;
import static dev.weir.trace.SpanText.parentId;
import static dev.weir.trace.SpanText.traceId;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.weir.HttpText;
import dev.weir.RunningWeir;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a trace comes with a request, and goes on to the upstream. */
class TraceContextIT {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CLIENT = "b7ad6b7169203331";
  private static final String SAMPLED = "00-" + TRACE + "-" + CLIENT + "-01";
  private static final String NOT_SAMPLED = "00-" + TRACE + "-" + CLIENT + "-00";

  private final TraceFixture around = new TraceFixture();

  TraceContextIT() throws IOException {}

  @AfterEach
  void close() throws IOException {
    around.close();
  }

  @Test
  void theTraceOfAClientGoesOnThroughTheCall() throws Exception {
    try (RunningWeir weir = around.weir(Map.of())) {
      HttpText got = around.forwarded(weir, "traceparent", SAMPLED, "tracestate", "a=1,b=2");
      Span call = around.receiver.await("backend.call");
      assertThat(got.field("traceparent"), is("00-" + TRACE + "-" + id(call) + "-01"));
      assertThat(got.field("tracestate"), is("a=1,b=2"));
      assertThat(parentId(around.receiver.await("GET default")), is(CLIENT));
      assertThat(traceId(call), is(TRACE));
    }
  }

  @Test
  void aTraceThatIsNotSampledGoesOnWithoutBeingRecorded() throws Exception {
    try (RunningWeir weir = around.weir(Map.of())) {
      HttpText got = around.forwarded(weir, "traceparent", NOT_SAMPLED, "tracestate", "a=1");
      assertThat(got.field("traceparent"), matchesPattern("00-" + TRACE + "-[0-9a-f]{16}-00"));
      assertThat(got.field("traceparent"), is(not(NOT_SAMPLED)));
      assertThat(got.field("tracestate"), is("a=1"));
      around.forwarded(weir, "traceparent", "00-" + TRACE.replace('a', 'b') + "-" + CLIENT + "-01");
      Span other = around.receiver.await("GET default");
      assertThat(traceId(other), is(TRACE.replace('a', 'b')));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-0-0-01",
        "ff-" + TRACE + "-" + CLIENT + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-00000000000000000000000000000000-" + CLIENT + "-01",
        SAMPLED + "-more"
      })
  void aBadTraceparentBeginsANewTrace(String bad) throws Exception {
    try (RunningWeir weir = around.weir(Map.of())) {
      HttpText got = around.forwarded(weir, "traceparent", bad, "tracestate", "a=1");
      Span span = around.receiver.await("GET default");
      assertThat(parentId(span), is(""));
      assertThat(traceId(span), is(not(TRACE)));
      assertThat(got.field("traceparent"), matchesPattern("00-" + traceId(span) + "-.{16}-0[13]"));
      assertThat(got.field("tracestate"), is(""));
    }
  }

  @Test
  void twoTraceparentsAreNone() throws Exception {
    try (RunningWeir weir = around.weir(Map.of())) {
      around.forwarded(weir, "traceparent", SAMPLED, "traceparent", SAMPLED);
      assertThat(traceId(around.receiver.await("GET default")), is(not(TRACE)));
    }
  }

  @Test
  void baggageGoesOnAsItCame() throws Exception {
    try (RunningWeir weir = around.weir(Map.of())) {
      assertThat(
          around.forwarded(weir, "baggage", "a=1, b=%20;p").field("baggage"), is("a=1, b=%20;p"));
    }
  }

  @Test
  void otherPropagatorsAreUsedIfTheyAreAskedFor() throws Exception {
    try (RunningWeir weir = around.weir(Map.of("OTEL_PROPAGATORS", "b3"))) {
      HttpText got =
          around.forwarded(weir, "b3", TRACE + "-" + CLIENT + "-1", "traceparent", NOT_SAMPLED);
      Span call = around.receiver.await("backend.call");
      assertThat(got.field("b3"), is(TRACE + "-" + id(call) + "-1"));
      assertThat("it is no concern of ours", got.field("traceparent"), is(NOT_SAMPLED));
    }
  }

  @Test
  void aDisabledSdkExportsNothingAndPassesOnWhatCame() throws Exception {
    try (RunningWeir weir = around.weir(Map.of("OTEL_SDK_DISABLED", "true"))) {
      assertThat(around.forwarded(weir, "traceparent", SAMPLED).field("traceparent"), is(SAMPLED));
      assertThat(around.receiver.spans(), is(empty()));
    }
  }
}
