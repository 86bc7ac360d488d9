import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/**
 * So many clients wait in line and hang up together: prints how many milliseconds later the line is
 * empty, to the precision with which /metrics can be asked. One request has to hold the only permit.
 *
 * <p>{@code java HangUp.java http://127.0.0.1:8080 1000}
 */
final class HangUp {

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;

  private HangUp(URI base) {
    this.base = base;
  }

  public static void main(String[] args) throws Exception {
    new HangUp(URI.create(args[0])).run(Integer.parseInt(args[1]));
  }

  private void run(int clients) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      sockets.add(ask());
    }
    while (queueDepth() < clients) {
      Thread.sleep(10);
    }
    for (Socket socket : sockets) {
      socket.close();
    }
    long leftNanos = System.nanoTime();
    while (queueDepth() > 0) {
      Thread.sleep(5);
    }
    System.out.println((System.nanoTime() - leftNanos) / 1_000_000);
  }

  private Socket ask() throws IOException {
    Socket socket = new Socket(InetAddress.getByName(base.getHost()), base.getPort());
    socket.getOutputStream().write("GET /endpoint HTTP/1.1\r\nHost: weir\r\n\r\n".getBytes());
    return socket;
  }

  private int queueDepth() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(base.resolve("/metrics")).build();
    return client
        .send(request, BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith("queue_depth"))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
