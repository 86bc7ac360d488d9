package dev.weir.trace;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.Eventually;
import dev.weir.HttpText;
import dev.weir.StubUpstream;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process does with the variables of OpenTelemetry. */
class TracedProcessIT {

  private static final String OPEN_METRICS = "application/openmetrics-text";

  @Test
  void withoutThemNoClassOfOpenTelemetryIsLoaded() throws Exception {
    try (WeirProcess weir =
            TracedProcess.start(
                Map.of("OTEL_SERVICE_NAME", "weir"),
                List.of("-Xlog:class+load"),
                "--server.port=0",
                "--gate.waiting-room=0");
        WeirClient client = weir.client()) {
      assertThat(client.get("/endpoint").statusCode(), is(200));
      assertThat(client.get("/metrics", "Accept", OPEN_METRICS).statusCode(), is(200));
      weir.terminate();
      assertThat(weir.exitCode(), is(0));
      Eventually.until(weir::ended);
      assertThat(weir.lines(), hasItem(containsString("dev.weir.edge.Exchange source:")));
      assertThat(
          weir.lines().stream().filter(line -> line.contains("opentelemetry")).toList(),
          is(List.of()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_TRACES_SAMPLER, nonsense",
    "OTEL_EXPORTER_OTLP_PROTOCOL, grpc",
    "OTEL_PROPAGATORS, nonsense",
    "OTEL_TRACES_EXPORTER, zipkin",
    "OTEL_BSP_MAX_QUEUE_SIZE, many"
  })
  void aVariableThatCantBeUsedEndsTheStartWithOneLine(String name, String value) throws Exception {
    Map<String, String> environment =
        new HashMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"));
    environment.put(name, value);
    try (WeirProcess weir = TracedProcess.start(environment, "--server.port=0")) {
      assertThat(weir.exitCode(), is(2));
      Eventually.until(weir::ended);
      assertThat(weir.lines().toString(), weir.lines(), hasSize(1));
      assertThat(weir.lines().getFirst(), startsWith("weir: OpenTelemetry can't be set up: "));
    }
  }

  @Test
  void bothLogsNameTheSpanOfARequest() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.create();
        StubUpstream upstream = new StubUpstream();
        WeirProcess weir =
            TracedProcess.start(
                receiver.environment(),
                "--server.port=0",
                "--server.access-log=true",
                "--log.format=json",
                "--backend.type=http",
                "--backend.http.url=" + upstream.url());
        WeirClient client = weir.client()) {
      upstream.does(
          connection -> {
            HttpText.read(connection);
            StubUpstream.write(connection, head("HTTP/1.1 200 OK", "no field"));
          });
      assertThat(client.get("/a").statusCode(), is(502));
      String id = SpanText.id(receiver.await("GET default"));
      String spanId = ",\"spanId\":\"" + id + "\"}";
      Eventually.until(() -> weir.lines().stream().filter(l -> l.endsWith(spanId)).count() == 2);
      List<String> named = weir.lines().stream().filter(l -> l.endsWith(spanId)).toList();
      assertThat(named, hasItem(containsString("sent a malformed response")));
      assertThat(named, hasItem(containsString("\"outcome\":\"failed\"")));
    }
  }

  @Test
  void theDurationsOfRecordedRequestsHaveExemplars() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.create();
        WeirProcess weir = TracedProcess.start(receiver.environment(), "--server.port=0");
        WeirClient client = weir.client()) {
      assertThat(client.get("/endpoint").statusCode(), is(200));
      String id = SpanText.id(receiver.await("GET default"));
      String metrics = client.get("/metrics", "Accept", OPEN_METRICS).body();
      String exemplar = "# {span_id=\"" + id + "\",trace_id=\"";
      for (String family : List.of("request_duration", "weir_backend_duration")) {
        String bucket = family + "_seconds_bucket{outcome=\"served\"";
        assertThat(
            family,
            metrics.lines().anyMatch(l -> l.startsWith(bucket) && l.contains(exemplar)),
            is(true));
      }
      assertThat(client.metrics().contains("span_id"), is(false));
    }
  }
}
