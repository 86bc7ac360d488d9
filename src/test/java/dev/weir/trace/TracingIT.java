package dev.weir.trace;

import static dev.weir.HttpText.head;
import static dev.weir.trace.SpanText.attributes;
import static dev.weir.trace.SpanText.id;
import static dev.weir.trace.SpanText.parentId;
import static dev.weir.trace.SpanText.traceId;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.weir.Eventually;
import dev.weir.HttpText;
import dev.weir.RunningWeir;
import dev.weir.StubUpstream;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the receiver of traces gets to know of requests, and the backend of their traces. */
class TracingIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CLIENT = "b7ad6b7169203331";
  private static final String SAMPLED = "00-" + TRACE + "-" + CLIENT + "-01";
  private static final String NOT_SAMPLED = "00-" + TRACE + "-" + CLIENT + "-00";

  private final OtlpReceiver receiver = OtlpReceiver.create();
  private final StubUpstream upstream = new StubUpstream();
  private final BlockingQueue<HttpText> seen = new LinkedBlockingQueue<>();

  TracingIT() throws IOException {
    upstream.responds(OK, seen);
  }

  @AfterEach
  void close() throws IOException {
    receiver.close();
    upstream.close();
  }

  private RunningWeir weir(Map<String, String> variables, String... flags) {
    Map<String, String> environment = new HashMap<>(receiver.environment());
    environment.putAll(variables);
    Stream<String> all = Stream.of("--backend.type=http", "--backend.http.url=" + upstream.url());
    return RunningWeir.with(
        environment, Stream.concat(all, Stream.of(flags)).toArray(String[]::new));
  }

  /** Asks once, and returns what the upstream got. */
  private HttpText forwarded(RunningWeir weir, String... fields) throws Exception {
    assertThat(weir.client().get("/a/b?secret", fields).statusCode(), is(200));
    return seen.take();
  }

  @Test
  void aServedRequestHasASpan() throws Exception {
    try (RunningWeir weir = weir(Map.of())) {
      forwarded(weir, "User-Agent", "test");
      Span span = receiver.await("GET default");
      assertThat(span.getKind(), is(SpanKind.SPAN_KIND_SERVER));
      assertThat(parentId(span), is(""));
      assertThat(
          attributes(span),
          allOf(
              hasEntry("http.request.method", "GET"),
              hasEntry("http.response.status_code", "200"),
              hasEntry("url.path", "/a/b"),
              hasEntry("url.scheme", "http"),
              hasEntry("network.protocol.version", "1.1"),
              hasEntry("server.address", "127.0.0.1"),
              hasEntry("server.port", String.valueOf(weir.server().port())),
              hasEntry("client.address", "127.0.0.1"),
              hasEntry("user_agent.original", "test")));
      assertThat(
          attributes(span),
          allOf(
              hasEntry("weir.gate", "default"),
              hasEntry("weir.route", "default"),
              hasEntry("weir.outcome", "served"),
              hasEntry("weir.waited_ms", "0.0"),
              not(hasKey("error.type"))));
    }
  }

  @Test
  void theCallOfTheBackendIsAChildWithinTheRequest() throws Exception {
    try (RunningWeir weir = weir(Map.of())) {
      forwarded(weir);
      Span call = receiver.await("backend.call");
      Span request = receiver.await("GET default");
      assertThat(call.getKind(), is(SpanKind.SPAN_KIND_CLIENT));
      assertThat(traceId(call), is(traceId(request)));
      assertThat(parentId(call), is(id(request)));
      assertThat(
          attributes(call),
          allOf(
              hasEntry("http.request.method", "GET"),
              hasEntry("http.response.status_code", "200"),
              hasEntry("server.address", "127.0.0.1"),
              hasEntry("server.port", String.valueOf(upstream.port()))));
      assertThat(
          call.getStartTimeUnixNano(), is(greaterThanOrEqualTo(request.getStartTimeUnixNano())));
      assertThat(call.getEndTimeUnixNano(), is(lessThanOrEqualTo(request.getEndTimeUnixNano())));
      assertThat(call.getEvents(0).getName(), is("response.begun"));
      assertThat("it did not wait", receiver.find("gate.wait").isPresent(), is(false));
    }
  }

  @Test
  void theTraceOfAClientGoesOnThroughTheCall() throws Exception {
    try (RunningWeir weir = weir(Map.of())) {
      HttpText got = forwarded(weir, "traceparent", SAMPLED, "tracestate", "a=1,b=2");
      Span call = receiver.await("backend.call");
      assertThat(got.field("traceparent"), is("00-" + TRACE + "-" + id(call) + "-01"));
      assertThat(got.field("tracestate"), is("a=1,b=2"));
      assertThat(parentId(receiver.await("GET default")), is(CLIENT));
      assertThat(traceId(call), is(TRACE));
    }
  }

  @Test
  void aTraceThatIsNotSampledGoesOnWithoutBeingRecorded() throws Exception {
    try (RunningWeir weir = weir(Map.of())) {
      HttpText got = forwarded(weir, "traceparent", NOT_SAMPLED, "tracestate", "a=1");
      assertThat(got.field("traceparent"), matchesPattern("00-" + TRACE + "-[0-9a-f]{16}-00"));
      assertThat(got.field("traceparent"), is(not(NOT_SAMPLED)));
      assertThat(got.field("tracestate"), is("a=1"));
      forwarded(weir, "traceparent", "00-" + TRACE.replace('a', 'b') + "-" + CLIENT + "-01");
      Span other = receiver.await("GET default");
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
    try (RunningWeir weir = weir(Map.of())) {
      HttpText got = forwarded(weir, "traceparent", bad, "tracestate", "a=1");
      Span span = receiver.await("GET default");
      assertThat(parentId(span), is(""));
      assertThat(traceId(span), is(not(TRACE)));
      assertThat(got.field("traceparent"), matchesPattern("00-" + traceId(span) + "-.{16}-0[13]"));
      assertThat(got.field("tracestate"), is(""));
    }
  }

  @Test
  void twoTraceparentsAreNone() throws Exception {
    try (RunningWeir weir = weir(Map.of())) {
      forwarded(weir, "traceparent", SAMPLED, "traceparent", SAMPLED);
      assertThat(traceId(receiver.await("GET default")), is(not(TRACE)));
    }
  }

  @Test
  void baggageGoesOnAsItCame() throws Exception {
    try (RunningWeir weir = weir(Map.of())) {
      assertThat(forwarded(weir, "baggage", "a=1, b=%20;p").field("baggage"), is("a=1, b=%20;p"));
    }
  }

  @Test
  void otherPropagatorsAreUsedIfTheyAreAskedFor() throws Exception {
    try (RunningWeir weir = weir(Map.of("OTEL_PROPAGATORS", "b3"))) {
      HttpText got = forwarded(weir, "b3", TRACE + "-" + CLIENT + "-1", "traceparent", NOT_SAMPLED);
      Span call = receiver.await("backend.call");
      assertThat(got.field("b3"), is(TRACE + "-" + id(call) + "-1"));
      assertThat("it is no concern of ours", got.field("traceparent"), is(NOT_SAMPLED));
    }
  }

  @Test
  void aRefusalIsRecordedThoughNothingIsSampled() throws Exception {
    CountDownLatch mayRespond = hold();
    try (RunningWeir weir =
        weir(
            Map.of("OTEL_TRACES_SAMPLER", "always_off"),
            "--gate.permits=1",
            "--gate.waiting-room=0")) {
      CompletableFuture<HttpResponse<String>> inside = weir.client().getLater("/inside");
      Eventually.until(() -> weir.client().metric("in_flight_requests") == 1);
      assertThat(weir.client().get("/shed").statusCode(), is(429));
      Span span = receiver.await("GET default");
      assertThat(
          attributes(span),
          allOf(
              hasEntry("url.path", "/shed"),
              hasEntry("http.response.status_code", "429"),
              hasEntry("weir.outcome", "shed"),
              hasEntry("weir.shed.reason", "room_full")));
      mayRespond.countDown();
      assertThat(inside.join().statusCode(), is(200));
      assertThat(receiver.find("backend.call").isPresent(), is(false));
    }
  }

  /** Lets the upstream respond only once the latch that it returns is at 0. */
  private CountDownLatch hold() {
    CountDownLatch mayRespond = new CountDownLatch(1);
    upstream.does(
        connection -> {
          while (true) {
            seen.add(HttpText.read(connection));
            try {
              mayRespond.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            StubUpstream.write(connection, OK);
          }
        });
    return mayRespond;
  }

  @Test
  void aWaitThatEndsInARefusalIsAChildWithItsReason() throws Exception {
    CountDownLatch mayRespond = hold();
    try (RunningWeir weir =
        weir(
            Map.of("OTEL_TRACES_SAMPLER", "always_off"),
            "--gate.permits=1",
            "--gate.max-wait=20ms",
            "--gate.shed-hopeless=false")) {
      CompletableFuture<HttpResponse<String>> inside = weir.client().getLater("/inside");
      Eventually.until(() -> weir.client().metric("in_flight_requests") == 1);
      assertThat(weir.client().get("/shed").statusCode(), is(429));
      Span waited = receiver.await("gate.wait");
      assertThat(parentId(waited), is(id(receiver.await("GET default"))));
      assertThat(attributes(waited), hasEntry("weir.shed.reason", "wait_timeout"));
      mayRespond.countDown();
      inside.join();
    }
  }

  @Test
  void aWaitThatEndsWithAPermitIsAChildToo() throws Exception {
    CountDownLatch mayRespond = hold();
    try (RunningWeir weir = weir(Map.of(), "--gate.permits=1", "--gate.max-wait=1m")) {
      CompletableFuture<HttpResponse<String>> inside = weir.client().getLater("/inside");
      Eventually.until(() -> weir.client().metric("in_flight_requests") == 1);
      CompletableFuture<HttpResponse<String>> waiting = weir.client().getLater("/waiting");
      Eventually.until(() -> weir.client().metric("queue_depth") == 1);
      mayRespond.countDown();
      assertThat(inside.join().statusCode(), is(200));
      assertThat(waiting.join().statusCode(), is(200));
      Span waited = receiver.await("gate.wait");
      assertThat(attributes(waited), not(hasKey("weir.shed.reason")));
      assertThat(waited.getEndTimeUnixNano(), is(greaterThan(waited.getStartTimeUnixNano())));
    }
  }

  @Test
  void aCallThatFailsIsRecordedThoughNothingIsSampled() throws Exception {
    upstream.does(HttpText::read);
    try (RunningWeir weir = weir(Map.of("OTEL_TRACES_SAMPLER", "always_off"))) {
      assertThat(weir.client().get("/a").statusCode(), is(502));
      Span request = receiver.await("GET default");
      Span call = receiver.await("backend.call");
      assertThat(request.getStatus().getCode(), is(StatusCode.STATUS_CODE_ERROR));
      assertThat(call.getStatus().getCode(), is(StatusCode.STATUS_CODE_ERROR));
      assertThat(attributes(request), hasEntry("error.type", "backend_broken"));
      assertThat(attributes(call), hasEntry("error.type", "backend_broken"));
      assertThat(attributes(call), not(hasKey("http.response.status_code")));
    }
  }

  @Test
  void aCallThatIsTriedAgainSaysSo() throws Exception {
    upstream.respondsOnce(OK, seen);
    try (RunningWeir weir = weir(Map.of("OTEL_TRACES_SAMPLER", "always_on"))) {
      Eventually.until(
          () -> {
            forwarded(weir);
            return receiver.spans().stream()
                .anyMatch(span -> attributes(span).containsKey("http.request.resend_count"));
          });
      Span again =
          receiver.spans().stream()
              .filter(span -> attributes(span).containsKey("http.request.resend_count"))
              .findFirst()
              .orElseThrow();
      assertThat(again.getEvents(0).getName(), is("retry"));
      assertThat(
          attributes(again.getEvents(0).getAttributesList()),
          hasEntry("weir.retry.reason", "stale_connection"));
    }
  }

  @Test
  void errorsBeyondTheRateAreCountedAndNotRecorded() throws Exception {
    upstream.does(HttpText::read);
    try (RunningWeir weir =
        weir(Map.of("OTEL_TRACES_SAMPLER", "always_off"), "--trace.errors-per-second=1")) {
      Eventually.until(
          () -> {
            weir.client().get("/a");
            return weir.client().metric("weir_untraced_errors_total") > 0;
          });
      assertThat(
          weir.client().metric("weir_traced_requests_total{why=\"error\"}"), is(greaterThan(0L)));
    }
  }

  @Test
  void theVariablesNameTheService() throws Exception {
    try (RunningWeir weir =
        weir(
            Map.of(
                "OTEL_SERVICE_NAME",
                "front",
                "OTEL_RESOURCE_ATTRIBUTES",
                "service.version=7,a=b"))) {
      forwarded(weir);
      receiver.await("GET default");
      assertThat(
          attributes(receiver.resource().getAttributesList()),
          allOf(
              hasEntry("service.name", "front"),
              hasEntry("service.version", "7"),
              hasEntry("a", "b")));
    }
  }

  @Test
  void withoutANameTheServiceIsWeir() throws Exception {
    try (RunningWeir weir = weir(Map.of())) {
      forwarded(weir);
      receiver.await("GET default");
      assertThat(
          attributes(receiver.resource().getAttributesList()), hasEntry("service.name", "weir"));
    }
  }

  @Test
  void aDisabledSdkExportsNothingAndPassesOnWhatCame() throws Exception {
    try (RunningWeir weir = weir(Map.of("OTEL_SDK_DISABLED", "true"))) {
      assertThat(forwarded(weir, "traceparent", SAMPLED).field("traceparent"), is(SAMPLED));
      assertThat(receiver.spans(), is(empty()));
    }
  }
}
