package dev.weir.edge;

import dev.weir.backend.Backend;
import dev.weir.edge.headers.RequestIds;
import dev.weir.edge.headers.Trailers;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Gate;
import dev.weir.gate.ShedReason;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Takes every request that is meant for the backend to the gate, or refuses it while Weir drains;
 * {@link Exchange} is the rest of its way.
 */
public final class Edge implements Handler {

  /** A server that stops is gone in a moment; what takes its place may be there as soon. */
  private static final Shed CLOSING = new Shed(ShedReason.CLOSING, 0, Duration.ofSeconds(1));

  private final ProxyPolicy policy;
  private final Gate gate;
  private final Backend backend;
  private final Draining draining;
  private final ShedResponse responses;
  private final RefusalDelay delay;
  private final RequestObserver observer;
  private final AccessLog accessLog;
  private final LongSupplier nanoTime;

  /**
   * Makes the way of requests through a gate to a backend.
   *
   * @param policy how Weir behaves as a proxy
   * @param gate decides which requests may call the backend
   * @param backend responds to those that may
   * @param draining knows the requests that are under way, and lets none begin when Weir stops
   * @param delay spaces refusals out
   * @param observer hears of every request when it is over
   * @param accessLog has a line for every request
   * @param nanoTime the gate's clock
   */
  public Edge(
      ProxyPolicy policy,
      Gate gate,
      Backend backend,
      Draining draining,
      RefusalDelay delay,
      RequestObserver observer,
      AccessLog accessLog,
      LongSupplier nanoTime) {
    this.policy = policy;
    this.gate = gate;
    this.backend = backend;
    this.draining = draining;
    this.responses = new ShedResponse(gate);
    this.delay = delay;
    this.observer = observer;
    this.accessLog = accessLog;
    this.nanoTime = nanoTime;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    ClientLink client = new ClientLink(request, response, draining, policy.mostBodyBytes());
    ForwardedRequest forwarded = new ForwardedRequest(policy, request, nanoTime.getAsLong());
    response.header(RequestIds.REQUEST_ID, forwarded.ids().requestId());
    Exchange exchange = exchange(client, forwarded, request, response);
    boolean mayBegin = draining.enter(exchange);
    client.watch();
    try {
      exchange.run(mayBegin ? gate.enter(forwarded.arrival()) : CLOSING);
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
    RequestReport report =
        new RequestReport(observer, accessLog, nanoTime, forwarded, client, relay);
    RequestRefusal refusal =
        new RequestRefusal(responses, delay, response, forwarded, client, relay, report);
    return new Exchange(backend, draining, forwarded, client, relay, refusal, report);
  }
}
