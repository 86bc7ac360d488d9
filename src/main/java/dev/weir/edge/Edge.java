package dev.weir.edge;

import dev.weir.backend.Backend;
import dev.weir.gate.Gate;
import dev.weir.gate.GateObserver;
import dev.weir.problem.Problem;
import dev.weir.wire.ClientConnection;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Takes every request that is meant for the backend and sends it on its way: through the gate, to
 * the backend, and back.
 *
 * @param arrivals makes an arrival of a request
 * @param conduct says how it behaves as a proxy
 * @param gate decides who may call the backend
 * @param backend answers those who may
 * @param refusal answers those who may not
 * @param pace spaces refusals out
 * @param decisions hears of what is shed without the gate being asked
 * @param observer hears of every request when it is over
 * @param rejections where those that are no requests for the gate are told
 * @param draining knows who is under way, and lets nobody begin when Weir stops
 * @param accessLog has a line for every request
 * @param nanoTime the gate's clock
 */
public record Edge(
    ArrivalFactory arrivals,
    ProxyPolicy conduct,
    Gate gate,
    Backend backend,
    ShedResponse refusal,
    RefusalDelay pace,
    GateObserver decisions,
    RequestObserver observer,
    Rejections rejections,
    Draining draining,
    AccessLog accessLog,
    LongSupplier nanoTime)
    implements Handler {

  private static final Problem LOOP =
      new Problem(
          Status.LOOP_DETECTED_508,
          "loop_detected",
          "The request has been through this Weir before: the backend leads back to it.");

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (conduct.via().isOn(request.headers())) {
      rejections.reject(LOOP, request, response);
      return;
    }
    Optional<ClientConnection> client = ClientConnection.of(request);
    Exchange exchange = new Exchange(this, request, response, client);
    boolean mayBegin = draining.enter(exchange);
    client.ifPresent(ClientConnection::begin);
    try {
      exchange.run(mayBegin);
    } finally {
      client.ifPresent(ClientConnection::end);
      if (mayBegin) {
        draining.leave(exchange);
      }
    }
  }
}
