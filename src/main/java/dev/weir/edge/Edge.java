package dev.weir.edge;

import dev.weir.backend.Backend;
import dev.weir.edge.headers.RequestId;
import dev.weir.edge.headers.Trailers;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.ShedReason;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Takes every request that is meant for the backend to its gate, or refuses it while Weir drains;
 * {@link Exchange} is the rest of its way.
 */
public final class Edge implements Handler {

  /** A server that stops is gone in a moment; what takes its place may be there as soon. */
  private static final Shed CLOSING = new Shed(ShedReason.CLOSING, 0, Duration.ofSeconds(1));

  private final ProxyPolicy policy;
  private final RouteTable routes;
  private final Backend backend;
  private final Draining draining;
  private final RequestTracer tracer;
  private final AccessLog accessLog;
  private final LongSupplier nanoTime;

  /**
   * Makes the way of requests through their gates to a backend.
   *
   * @param policy how Weir behaves as a proxy
   * @param routes says which gate decides about a request
   * @param backend responds to those that may
   * @param draining knows the requests that are under way, and lets none begin when Weir stops
   * @param tracer traces every request
   * @param accessLog has a line for every request
   * @param nanoTime the clock of all gates
   */
  public Edge(
      ProxyPolicy policy,
      RouteTable routes,
      Backend backend,
      Draining draining,
      RequestTracer tracer,
      AccessLog accessLog,
      LongSupplier nanoTime) {
    this.policy = policy;
    this.routes = routes;
    this.backend = backend;
    this.draining = draining;
    this.tracer = tracer;
    this.accessLog = accessLog;
    this.nanoTime = nanoTime;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    ClientLink client = new ClientLink(request, response, draining, policy.mostBodyBytes());
    ForwardedRequest forwarded =
        new ForwardedRequest(policy, routes, tracer, request, nanoTime.getAsLong());
    response.header(RequestId.NAME, forwarded.id().value());
    Exchange exchange = exchange(client, forwarded, request, response);
    boolean mayBegin = draining.enter(exchange);
    client.watch();
    try {
      exchange.run(mayBegin ? forwarded.enter() : CLOSING);
    } finally {
      client.stopWatching();
      if (mayBegin) {
        draining.leave(exchange);
      }
    }
  }

  private Exchange exchange(
      ClientLink client,
      ForwardedRequest forwarded,
      ServerRequest request,
      ServerResponse response) {
    Trailers trailers = Trailers.acceptedBy(request);
    Trailers.suppressHelidonsOwn(request);
    Relay relay =
        new Relay(request, response, policy.via().onResponse(), trailers, client::stopWatching);
    RequestReport report = new RequestReport(accessLog, nanoTime, forwarded, client, relay);
    RequestRefusal refusal = new RequestRefusal(response, forwarded, client, relay, report);
    return new Exchange(backend, draining, forwarded, client, relay, refusal, report);
  }
}
