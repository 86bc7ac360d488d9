package dev.weir.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.Eventually;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A receiver of traces by OTLP over HTTP, which keeps what it gets. */
final class OtlpReceiver implements AutoCloseable {

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final CountDownLatch mayRespond;
  private volatile Optional<Resource> resource = Optional.empty();
  private volatile int status = 200;

  private OtlpReceiver(CountDownLatch mayRespond) throws IOException {
    this.mayRespond = mayRespond;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  static OtlpReceiver create() throws IOException {
    return new OtlpReceiver(new CountDownLatch(0));
  }

  /** Makes one that takes all and responds to nothing until it is closed. */
  static OtlpReceiver thatHangs() throws IOException {
    return new OtlpReceiver(new CountDownLatch(1));
  }

  /** Responds with this status from now on, and keeps nothing unless it is 200. */
  void respondsWith(int other) {
    status = other;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
      mayRespond.await();
      if (status == 200) {
        request.getResourceSpansList().forEach(this::keep);
      }
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(ResourceSpans all) {
    resource = Optional.of(all.getResource());
    for (ScopeSpans scope : all.getScopeSpansList()) {
      spans.addAll(scope.getSpansList());
    }
  }

  /** Returns what a Weir finds in its environment that exports to this, without delay. */
  Map<String, String> environment() {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "OTEL_BSP_SCHEDULE_DELAY",
        "1");
  }

  /** Returns all spans that have come so far. */
  List<Span> spans() {
    return spans;
  }

  Resource resource() {
    return resource.orElseThrow();
  }

  /** Waits for a span whose name begins so, and returns the first. */
  Span await(String name) {
    Eventually.until(() -> find(name).isPresent());
    return find(name).orElseThrow();
  }

  Optional<Span> find(String name) {
    return spans.stream().filter(span -> span.getName().startsWith(name)).findFirst();
  }

  @Override
  public void close() {
    mayRespond.countDown();
    server.stop(0);
  }
}
