package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to both sides, retries and the health of upstreams are on /metrics. */
class MetricsIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  private final StubUpstream good = new StubUpstream();
  private final StubUpstream bad = new StubUpstream();
  private RunningWeir weir = RunningWeir.with();

  MetricsIT() throws IOException {
    good.responds(OK);
    bad.does(HttpText::read);
  }

  @AfterEach
  void stop() throws IOException {
    weir.close();
    good.close();
    bad.close();
  }

  /** Replaces the Weir of this test by one in front of these. */
  private void restart(String urls, String... flags) {
    weir.close();
    List<String> all = new ArrayList<>(List.of(flags));
    all.addAll(List.of("--backend.type=http", "--backend.http.urls=" + urls));
    weir = RunningWeir.with(all.toArray(String[]::new));
  }

  private int get() {
    return weir.client().get("/").statusCode();
  }

  private long metric(String series) {
    return weir.client().metric(series);
  }

  private long retries(String reason) {
    return metric("weir_backend_retries_total{reason=\"" + reason + "\"}");
  }

  private static String of(String upstream, String name) {
    return name + "{upstream=\"" + upstream + "\"}";
  }

  private static String connections(StubUpstream upstream, String state) {
    return "weir_upstream_connections{state=\"%s\",upstream=\"%s\"}"
        .formatted(state, upstream.url());
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "stale_connection", "broken_connection"})
  void everyReasonOfARetryIsThereFromTheStart(String reason) {
    assertThat(retries(reason), is(0L));
  }

  @Test
  void aCallOfAnUnreachableUpstreamIsRetriedElsewhere() throws Exception {
    String dead = "http://127.0.0.1:" + FreePort.find();
    restart(dead + "," + good.url());
    assertThat(get(), is(200));
    assertThat(retries("connect"), is(1L));
    assertThat(metric(of(dead, "weir_upstream_healthy")), is(0L));
    assertThat(metric(of(good.url(), "weir_upstream_healthy")), is(1L));
  }

  @Test
  void aStaleConnectionIsARetryAtTheSameUpstream() {
    AtomicInteger connections = new AtomicInteger();
    good.does(
        connection -> {
          HttpText.read(connection);
          boolean first = connections.getAndIncrement() == 0;
          StubUpstream.write(connection, OK);
          HttpText.read(connection);
          if (!first) {
            StubUpstream.write(connection, OK);
          }
        });
    restart(good.url());
    assertThat(get(), is(200));
    assertThat(get(), is(200));
    assertThat(retries("stale_connection"), is(1L));
  }

  @Test
  void aNewConnectionThatBreaksIsARetryElsewhere() {
    restart(bad.url() + "," + good.url());
    assertThat(get(), is(200));
    assertThat(retries("broken_connection"), is(1L));
  }

  @Test
  void aRetryThatTheBudgetForbidsIsCounted() {
    restart(bad.url() + "," + good.url(), "--backend.http.retry-budget=0");
    assertThat(get(), is(502));
    assertThat(retries("broken_connection"), is(0L));
    assertThat(metric("weir_backend_retry_budget_exhausted_total"), is(1L));
  }

  @Test
  void theConnectionsOfAnUpstreamAreCounted() {
    restart(good.url() + "," + good.url());
    assertThat(get(), is(200));
    Eventually.until(() -> metric(connections(good, "idle")) == 1);
    assertThat(metric(connections(good, "active")), is(0L));
    assertThat(metric(of(good.url(), "weir_upstream_connections_opened_total")), is(1L));
  }

  @Test
  void theConnectionsOfClientsAreCounted() throws Exception {
    // This client has one of its own.
    assertThat(metric("weir_client_connections"), is(1L));
    try (Socket idle = weir.client().raw("")) {
      Eventually.until(() -> metric("weir_client_connections") == 2);
      assertThat(idle.isConnected(), is(true));
    }
    Eventually.until(() -> metric("weir_client_connections") == 1);
    assertThat(metric("weir_client_connections_opened_total{decision=\"accepted\"}"), is(2L));
    assertThat(metric("weir_client_connections_opened_total{decision=\"refused\"}"), is(0L));
  }

  @Test
  void aConnectionThatHasNoPlaceIsCountedAsRefused() throws Exception {
    weir.close();
    weir = RunningWeir.with("--server.max-connections=1");
    assertThat(metric("weir_max_client_connections"), is(1L));
    try (Socket second = weir.client().raw(head("GET / HTTP/1.1", "Host: a"))) {
      assertThat(HttpText.read(second).status(), is(503));
    }
    assertThat(metric("weir_client_connections_opened_total{decision=\"refused\"}"), is(1L));
    assertThat(metric("weir_client_connections"), is(1L));
  }
}
