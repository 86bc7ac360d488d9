import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A service whose calls take a time that depends on their path, and which counts how many are in
 * progress at once.
 *
 * <p>{@code java RoutesUpstream.java PORT /PATH=LEAST-MOST ...}; the times are in milliseconds. A
 * response begins with the call and ends with it. {@code GET /most} lists the most calls at once on
 * each path and on {@code all} of them, since the last such request; a call with the field {@code
 * X-Cost} counts for as many as that says.
 */
final class RoutesUpstream {

  /** A range of times. */
  private record Takes(int leastMillis, int mostMillis) {}

  /** Calls in progress, now and at most. */
  private static final class Gauge {
    private int now;
    private int most;
  }

  private final Map<String, Takes> paths = new TreeMap<>();
  private final Map<String, Gauge> gauges = new TreeMap<>();

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    RoutesUpstream upstream = new RoutesUpstream();
    for (int i = 1; i < args.length; i++) {
      String[] parts = args[i].split("[=-]");
      upstream.paths.put(
          parts[0], new Takes(Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
    }
    int port = Integer.parseInt(args[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", upstream::call);
    server.createContext("/most", upstream::most);
    server.start();
  }

  private void call(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Takes takes = paths.getOrDefault(path, new Takes(0, 0));
    int cost =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Cost"))
            .map(Integer::parseInt)
            .orElse(1);
    add(path, cost);
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write("first\n".getBytes(StandardCharsets.US_ASCII));
      body.flush();
      Thread.sleep(
          ThreadLocalRandom.current().nextLong(takes.leastMillis(), takes.mostMillis() + 1L));
      add(path, -cost);
      cost = 0;
      body.write("last\n".getBytes(StandardCharsets.US_ASCII));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      add(path, -cost);
    }
  }

  private synchronized void add(String path, int cost) {
    for (String name : new String[] {path, "all"}) {
      Gauge gauge = gauges.computeIfAbsent(name, each -> new Gauge());
      gauge.now += cost;
      gauge.most = Math.max(gauge.most, gauge.now);
    }
  }

  private synchronized String takeMost() {
    StringBuilder text = new StringBuilder();
    gauges.forEach((name, gauge) -> text.append(name).append(' ').append(gauge.most).append('\n'));
    gauges.values().forEach(gauge -> gauge.most = gauge.now);
    return text.toString();
  }

  private void most(HttpExchange exchange) throws IOException {
    byte[] text = takeMost().getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(200, text.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(text);
    }
  }
}
