package dev.weir.trace;

import static dev.weir.trace.SpanText.attributes;
import static dev.weir.trace.SpanText.id;
import static dev.weir.trace.SpanText.parentId;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.weir.Eventually;
import dev.weir.HttpText;
import dev.weir.RunningWeir;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that are shed or fail are recorded though nothing is sampled. */
class TracedErrorsIT {

  private final TraceFixture around = new TraceFixture();

  TracedErrorsIT() throws IOException {}

  @AfterEach
  void close() throws IOException {
    around.close();
  }

  @Test
  void aRefusalIsRecordedThoughNothingIsSampled() throws Exception {
    CountDownLatch mayRespond = around.hold();
    try (RunningWeir weir =
        around.weir(
            Map.of("OTEL_TRACES_SAMPLER", "always_off"),
            "--gate.permits=1",
            "--gate.waiting-room=0")) {
      CompletableFuture<HttpResponse<String>> inside = weir.client().getLater("/inside");
      Eventually.until(() -> weir.client().metric("in_flight_requests") == 1);
      assertThat(weir.client().get("/shed").statusCode(), is(429));
      Span span = around.receiver.await("GET default");
      assertThat(
          attributes(span),
          allOf(
              hasEntry("url.path", "/shed"),
              hasEntry("http.response.status_code", "429"),
              hasEntry("weir.outcome", "shed"),
              hasEntry("weir.shed.reason", "room_full")));
      mayRespond.countDown();
      assertThat(inside.join().statusCode(), is(200));
      assertThat(around.receiver.find("backend.call").isPresent(), is(false));
    }
  }

  @Test
  void aWaitThatEndsInARefusalIsAChildWithItsReason() throws Exception {
    CountDownLatch mayRespond = around.hold();
    try (RunningWeir weir =
        around.weir(
            Map.of("OTEL_TRACES_SAMPLER", "always_off"),
            "--gate.permits=1",
            "--gate.max-wait=20ms",
            "--gate.shed-hopeless=false")) {
      CompletableFuture<HttpResponse<String>> inside = weir.client().getLater("/inside");
      Eventually.until(() -> weir.client().metric("in_flight_requests") == 1);
      assertThat(weir.client().get("/shed").statusCode(), is(429));
      Span waited = around.receiver.await("gate.wait");
      assertThat(parentId(waited), is(id(around.receiver.await("GET default"))));
      assertThat(attributes(waited), hasEntry("weir.shed.reason", "wait_timeout"));
      mayRespond.countDown();
      inside.join();
    }
  }

  @Test
  void aCallThatFailsIsRecordedThoughNothingIsSampled() throws Exception {
    around.upstream.does(HttpText::read);
    try (RunningWeir weir = around.weir(Map.of("OTEL_TRACES_SAMPLER", "always_off"))) {
      assertThat(weir.client().get("/a").statusCode(), is(502));
      Span request = around.receiver.await("GET default");
      Span call = around.receiver.await("backend.call");
      assertThat(request.getStatus().getCode(), is(StatusCode.STATUS_CODE_ERROR));
      assertThat(call.getStatus().getCode(), is(StatusCode.STATUS_CODE_ERROR));
      assertThat(attributes(request), hasEntry("error.type", "backend_broken"));
      assertThat(attributes(call), hasEntry("error.type", "backend_broken"));
      assertThat(attributes(call), not(hasKey("http.response.status_code")));
    }
  }

  @Test
  void errorsBeyondTheRateAreCountedAndNotRecorded() throws Exception {
    around.upstream.does(HttpText::read);
    try (RunningWeir weir =
        around.weir(Map.of("OTEL_TRACES_SAMPLER", "always_off"), "--trace.errors-per-second=1")) {
      Eventually.until(
          () -> {
            weir.client().get("/a");
            return weir.client().metric("weir_untraced_errors_total") > 0;
          });
      assertThat(
          weir.client().metric("weir_traced_requests_total{why=\"error\"}"), is(greaterThan(0L)));
    }
  }
}
