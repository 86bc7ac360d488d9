package dev.weir.trace;

import static dev.weir.trace.SpanText.attributes;
import static dev.weir.trace.SpanText.id;
import static dev.weir.trace.SpanText.parentId;
import static dev.weir.trace.SpanText.traceId;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import dev.weir.Eventually;
import dev.weir.HttpText;
import dev.weir.RunningWeir;
import dev.weir.StubUpstream;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the receiver of traces gets to know of requests that are served. */
class TracingIT {

  private final TraceFixture around = new TraceFixture();

  TracingIT() throws IOException {}

  @AfterEach
  void close() throws IOException {
    around.close();
  }

  @Test
  void aServedRequestHasASpan() throws Exception {
    try (RunningWeir weir = around.weir(Map.of())) {
      around.forwarded(weir, "User-Agent", "test");
      Span span = around.receiver.await("GET default");
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
    try (RunningWeir weir = around.weir(Map.of())) {
      around.forwarded(weir);
      Span call = around.receiver.await("backend.call");
      Span request = around.receiver.await("GET default");
      assertThat(call.getKind(), is(SpanKind.SPAN_KIND_CLIENT));
      assertThat(traceId(call), is(traceId(request)));
      assertThat(parentId(call), is(id(request)));
      assertThat(
          attributes(call),
          allOf(
              hasEntry("http.request.method", "GET"),
              hasEntry("http.response.status_code", "200"),
              hasEntry("server.address", "127.0.0.1"),
              hasEntry("server.port", String.valueOf(around.upstream.port()))));
      assertThat(
          call.getStartTimeUnixNano(), is(greaterThanOrEqualTo(request.getStartTimeUnixNano())));
      assertThat(call.getEndTimeUnixNano(), is(lessThanOrEqualTo(request.getEndTimeUnixNano())));
      assertThat(call.getEvents(0).getName(), is("response.begun"));
      assertThat("it did not wait", around.receiver.find("gate.wait").isPresent(), is(false));
    }
  }

  @Test
  void aWaitThatEndsWithAPermitIsAChildToo() throws Exception {
    CountDownLatch mayRespond = around.hold();
    try (RunningWeir weir = around.weir(Map.of(), "--gate.permits=1", "--gate.max-wait=1m")) {
      CompletableFuture<HttpResponse<String>> inside = weir.client().getLater("/inside");
      Eventually.until(() -> weir.client().metric("in_flight_requests") == 1);
      CompletableFuture<HttpResponse<String>> waiting = weir.client().getLater("/waiting");
      Eventually.until(() -> weir.client().metric("queue_depth") == 1);
      mayRespond.countDown();
      assertThat(inside.join().statusCode(), is(200));
      assertThat(waiting.join().statusCode(), is(200));
      Span waited = around.receiver.await("gate.wait");
      assertThat(attributes(waited), not(hasKey("weir.shed.reason")));
      assertThat(waited.getEndTimeUnixNano(), is(greaterThan(waited.getStartTimeUnixNano())));
    }
  }

  @Test
  void aCallThatIsTriedAgainSaysSo() throws Exception {
    around.upstream.does(TracingIT::hangUpOnTheSecondRequest);
    try (RunningWeir weir = around.weir(Map.of("OTEL_TRACES_SAMPLER", "always_on"))) {
      assertThat(weir.client().get("/first").statusCode(), is(200));
      assertThat(weir.client().get("/again").statusCode(), is(200));
      Eventually.until(
          () ->
              around.receiver.spans().stream()
                  .anyMatch(span -> attributes(span).containsKey("http.request.resend_count")));
      Span again =
          around.receiver.spans().stream()
              .filter(span -> attributes(span).containsKey("http.request.resend_count"))
              .findFirst()
              .orElseThrow();
      assertThat(again.getEvents(0).getName(), is("retry"));
      assertThat(
          attributes(again.getEvents(0).getAttributesList()),
          hasEntry("weir.retry.reason", "stale_connection"));
    }
  }

  private static void hangUpOnTheSecondRequest(Socket connection) throws IOException {
    HttpText.read(connection);
    StubUpstream.write(connection, TraceFixture.OK);
    HttpText.read(connection);
  }

  @Test
  void theVariablesNameTheService() throws Exception {
    try (RunningWeir weir =
        around.weir(
            Map.of(
                "OTEL_SERVICE_NAME",
                "front",
                "OTEL_RESOURCE_ATTRIBUTES",
                "service.version=7,a=b"))) {
      around.forwarded(weir);
      around.receiver.await("GET default");
      assertThat(
          attributes(around.receiver.resource().getAttributesList()),
          allOf(
              hasEntry("service.name", "front"),
              hasEntry("service.version", "7"),
              hasEntry("a", "b")));
    }
  }

  @Test
  void withoutANameTheServiceIsWeir() throws Exception {
    try (RunningWeir weir = around.weir(Map.of())) {
      around.forwarded(weir);
      around.receiver.await("GET default");
      assertThat(
          attributes(around.receiver.resource().getAttributesList()),
          hasEntry("service.name", "weir"));
    }
  }

  @Test
  void everyCallOfManyAtOnceHasTheIdThatItsUpstreamGot() throws Exception {
    try (RunningWeir weir = around.weir(Map.of(), "--gate.permits=64")) {
      var crowd = Stream.generate(() -> weir.client().getLater("/a")).limit(64).toList();
      crowd.forEach(response -> assertThat(response.join().statusCode(), is(200)));
      Set<String> sent =
          around.seen.stream().map(got -> got.field("traceparent")).collect(Collectors.toSet());
      Eventually.until(() -> calls().size() == sent.size());
      assertThat(calls(), is(sent));
    }
  }

  /** Returns a traceparent for each call. */
  private Set<String> calls() {
    return around.receiver.spans().stream()
        .filter(span -> span.getName().equals("backend.call"))
        .map(span -> "00-" + traceId(span) + "-" + id(span) + "-03")
        .collect(Collectors.toSet());
  }
}
