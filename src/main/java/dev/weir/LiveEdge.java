package dev.weir;

import dev.weir.backend.Backend;
import dev.weir.edge.AccessLog;
import dev.weir.edge.Draining;
import dev.weir.edge.Edge;
import dev.weir.edge.LastSheds;
import dev.weir.edge.ProxyPolicy;
import dev.weir.edge.Rejections;
import dev.weir.edge.RequestGuard;
import dev.weir.edge.RequestTracer;
import dev.weir.edge.RouteTable;
import dev.weir.edge.headers.ForwardedResolver;
import dev.weir.edge.headers.Via;
import dev.weir.log.Logs;
import dev.weir.metrics.RequestMetrics;
import dev.weir.settings.ProxySettings;
import dev.weir.settings.Settings;
import dev.weir.time.CoalescingSleeper;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way of requests to the backend, which is another one when the settings change. It is
 * exchanged as a whole, and each request looks once: so it meets all of the old settings, to its
 * end, or all of the new ones.
 *
 * <p>Safe for use by any thread.
 */
final class LiveEdge implements Handler {

  /** What is made of the settings of one time. */
  private record Way(ProxyPolicy policy, AccessLog accessLog, Handler toBackend) {}

  private final Gates gates;
  private final Backend backend;
  private final RequestMetrics metrics;
  private final CoalescingSleeper sleeper;
  private final Draining draining;
  private final RequestTracer tracer;
  private final Logs logs;
  private final Map<String, LastSheds> lastSheds = new ConcurrentHashMap<>();
  private final Via ownVia = Via.ofItsOwn();
  private final Rejections rejections;
  private volatile Way way;

  LiveEdge(
      Settings settings,
      Gates gates,
      Backend backend,
      RequestMetrics metrics,
      CoalescingSleeper sleeper,
      Draining draining,
      RequestTracer tracer,
      Logs logs) {
    this.gates = gates;
    this.backend = backend;
    this.metrics = metrics;
    this.sleeper = sleeper;
    this.draining = draining;
    this.tracer = tracer;
    this.logs = logs;
    this.rejections =
        new Rejections(
            metrics::rejected,
            entry -> way.accessLog().write(entry),
            request -> way.policy().clients().of(request));
    this.way = way(settings);
  }

  /** Puts other settings in force, for the requests that come from now on. */
  void update(Settings next) {
    way = way(next);
  }

  private Way way(Settings settings) {
    ProxyPolicy policy = policy(settings);
    AccessLog accessLog = accessLog(settings);
    RouteTable routes =
        new RouteEntries(settings, gates, metrics, sleeper, this::lastSheds).table();
    Edge edge = new Edge(policy, routes, backend, draining, tracer, accessLog, System::nanoTime);
    return new Way(policy, accessLog, new RequestGuard(policy, rejections, edge));
  }

  private ProxyPolicy policy(Settings settings) {
    ProxySettings proxy = settings.server().proxy();
    return new ProxyPolicy(
        new ForwardedResolver(proxy.trusted()),
        proxy.via().map(Via::new).orElse(ownVia),
        proxy.passesUnderscores(),
        settings.server().limits().body().orElse(Long.MAX_VALUE));
  }

  private AccessLog accessLog(Settings settings) {
    return settings
        .log()
        .access()
        .map(format -> AccessLog.of(format, logs.access()::write))
        .orElse(AccessLog.OFF);
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws Exception {
    way.toBackend().handle(request, response);
  }

  /** Returns the last requests that a gate shed, those too under settings before. */
  LastSheds lastSheds(String gate) {
    return lastSheds.computeIfAbsent(gate, name -> new LastSheds());
  }

  /** Returns where requests are rejected that do not come to a gate. */
  Rejections rejections() {
    return rejections;
  }
}
