package dev.weir.http;

import dev.weir.admission.Gate;
import dev.weir.admission.GateObserver;
import dev.weir.backend.Backend;
import dev.weir.http.connection.ClientConnection;
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
 * @param gate decides who may call the backend
 * @param backend answers those who may
 * @param observer hears of every request when it is over
 * @param draining knows who is under way, and lets nobody begin when Weir stops
 * @param accessLog has a line for every request
 * @param nanoTime the gate's clock
 */
public record GatedHandler(
    Arrivals arrivals,
    Gate gate,
    Backend backend,
    GateObserver observer,
    Draining draining,
    AccessLog accessLog,
    LongSupplier nanoTime)
    implements Handler {

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Optional<ClientConnection> client = ClientConnection.of(request);
    boolean mayBegin = draining.enter();
    client.ifPresent(ClientConnection::begin);
    try {
      new Exchange(this, request, response, client).run(mayBegin);
    } finally {
      client.ifPresent(ClientConnection::end);
      if (mayBegin) {
        draining.leave();
      }
    }
  }
}
