package dev.weir.admin;

import dev.weir.WeirClient;
import io.helidon.webserver.WebServer;
import java.net.URI;

/** A server of the console alone. */
record ConsoleServer(WebServer server) implements AutoCloseable {

  static ConsoleServer start() {
    return new ConsoleServer(
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .routing(routing -> routing.get("/console", new Console()))
            .build()
            .start());
  }

  URI page() {
    return URI.create("http://127.0.0.1:" + server.port() + "/console");
  }

  WeirClient client() {
    return new WeirClient(server.port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
