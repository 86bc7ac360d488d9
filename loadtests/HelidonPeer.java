import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A Helidon server as one writes it without Weir: it passes requests on with the JDK's client, and
 * limits how many, if at all, with Helidon's own limit.
 *
 * <p>{@code java -cp target/weir.jar HelidonPeer.java PORT UPSTREAM PERMITS ROOM WAIT}; PERMITS 0
 * is without the limit, WAIT is in milliseconds.
 */
final class HelidonPeer {

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI upstream;

  private HelidonPeer(URI upstream) {
    this.upstream = upstream;
  }

  public static void main(String[] args) {
    HelidonPeer peer = new HelidonPeer(URI.create(args[1]));
    WebServerConfig.Builder server =
        WebServer.builder().host("127.0.0.1").port(Integer.parseInt(args[0]));
    int permits = Integer.parseInt(args[2]);
    if (permits > 0) {
      server.concurrencyLimit(
          FixedLimit.builder()
              .permits(permits)
              .fair(true)
              .queueLength(Integer.parseInt(args[3]))
              .queueTimeout(Duration.ofMillis(Long.parseLong(args[4])))
              .build());
    }
    server.routing(routing -> routing.any(peer::pass)).build().start();
  }

  private void pass(ServerRequest request, ServerResponse response) throws InterruptedException {
    HttpRequest call = HttpRequest.newBuilder(upstream.resolve(request.path().path())).build();
    try {
      HttpResponse<byte[]> result = client.send(call, BodyHandlers.ofByteArray());
      response.status(Status.create(result.statusCode())).send(result.body());
    } catch (IOException e) {
      response.status(Status.BAD_GATEWAY_502).send();
    }
  }
}
