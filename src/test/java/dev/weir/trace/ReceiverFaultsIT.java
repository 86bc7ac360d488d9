package dev.weir.trace;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.FreePort;
import dev.weir.RunningWeir;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A receiver of traces that is dead, or hangs, is no concern of clients. */
class ReceiverFaultsIT {

  private static final String[] QUICK = {"--backend.simulated.latency=0", "--server.port=0"};

  private static void serveUntil(WeirClient client, String series) {
    Eventually.until(
        () -> {
          assertThat(client.get("/endpoint").statusCode(), is(200));
          return client.metric(series) > 0;
        });
  }

  private static RunningWeir weir(OtlpReceiver receiver, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(receiver.environment());
    environment.putAll(variables);
    return RunningWeir.with(environment, QUICK);
  }

  @Test
  void spansThatAReceiverRefusesAreDroppedAndCounted() throws IOException {
    try (OtlpReceiver receiver = OtlpReceiver.create();
        RunningWeir weir = weir(receiver, Map.of())) {
      receiver.respondsWith(400);
      serveUntil(weir.client(), "weir_trace_spans_total{result=\"export_failed\"}");
      receiver.respondsWith(200);
      serveUntil(weir.client(), "weir_trace_spans_total{result=\"exported\"}");
    }
  }

  @Test
  void aReceiverThatHangsFillsTheQueueAndNoMore() throws IOException {
    Map<String, String> small =
        Map.of("OTEL_BSP_MAX_QUEUE_SIZE", "8", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "2");
    try (OtlpReceiver receiver = OtlpReceiver.thatHangs();
        RunningWeir weir = weir(receiver, small)) {
      serveUntil(weir.client(), "weir_trace_spans_total{result=\"queue_full\"}");
    }
  }

  @Test
  void aStopDoesNotWaitForAReceiverThatHangs() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.thatHangs();
        WeirProcess weir = start(receiver.environment());
        WeirClient client = weir.client()) {
      assertThat(client.get("/endpoint").statusCode(), is(200));
      weir.terminate();
      assertThat(weir.exitCode(), is(0));
    }
  }

  @Test
  void aStopExportsTheLastSpans() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.create()) {
      Map<String, String> environment = new HashMap<>(receiver.environment());
      environment.put("OTEL_BSP_SCHEDULE_DELAY", "3600000");
      // Of the two spans of each of two requests, three go before the stop, whose time is too short
      // for a first export on a busy machine.
      environment.put("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "3");
      try (WeirProcess weir = start(environment);
          WeirClient client = weir.client()) {
        assertThat(client.get("/endpoint").statusCode(), is(200));
        assertThat(client.get("/endpoint").statusCode(), is(200));
        Eventually.until(() -> receiver.spans().size() == 3);
        weir.terminate();
        assertThat(weir.exitCode(), is(0));
        assertThat(receiver.spans().size(), is(4));
      }
    }
  }

  @Test
  void aDeadReceiverIsLoggedOnce() throws Exception {
    Map<String, String> dead =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "http://127.0.0.1:" + FreePort.find(),
            "OTEL_BSP_SCHEDULE_DELAY",
            "1",
            "OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED",
            "true");
    try (WeirProcess weir = start(dead);
        WeirClient client = weir.client()) {
      String failed = "weir_trace_spans_total{result=\"export_failed\"}";
      serveUntil(client, failed);
      long before = client.metric(failed);
      Eventually.until(
          () -> client.get("/endpoint").statusCode() == 200 && client.metric(failed) > before);
      weir.terminate();
      assertThat(weir.exitCode(), is(0));
      Eventually.until(weir::ended);
      List<String> said = weir.lines().stream().filter(line -> line.contains("WARNING")).toList();
      assertThat(said.toString(), said.size(), is(1));
      assertThat(said.getFirst().contains("Traces can't be exported"), is(true));
    }
  }

  private static WeirProcess start(Map<String, String> environment) throws IOException {
    return TracedProcess.start(environment, QUICK);
  }
}
