package dev.weir.edge;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;

/** A handler, or a routing, behind a server of its own, and a client of it. */
final class HandlerServer implements AutoCloseable {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final WebServer server;

  HandlerServer(Handler handler) {
    this(routing -> routing.any(handler));
  }

  HandlerServer(Consumer<HttpRouting.Builder> routing) {
    server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .routing(routing)
            .build()
            .start();
  }

  /** Begins a request, to be completed and sent. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    server.stop();
  }
}
