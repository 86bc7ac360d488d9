package dev.weir;

import dev.weir.edge.Outcome;
import dev.weir.gate.ShedReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Talks to a Weir as clients, operators and enemies do. */
public final class WeirClient implements AutoCloseable {

  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public WeirClient(int port) {
    this.port = port;
  }

  /** Returns a request to a path, with header fields as name, value, name, value. */
  public HttpRequest.Builder request(String path, String... fields) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return fields.length == 0 ? request : request.headers(fields);
  }

  public HttpResponse<String> get(String path, String... fields) {
    return getLater(path, fields).join();
  }

  public CompletableFuture<HttpResponse<String>> getLater(String path, String... fields) {
    return send(request(path, fields));
  }

  public CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), BodyHandlers.ofString());
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Sends raw bytes and returns the socket, to be read or hung up. */
  public Socket raw(String text) throws IOException {
    return sent(new Socket(), text);
  }

  /** Does the same as a client that reads a response in small pieces, if at all. */
  public Socket rawWithSmallBuffer(String text) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    return sent(socket, text);
  }

  private Socket sent(Socket socket, String text) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  /**
   * Returns the whole of /metrics. A busy machine may take longer to write it than the timeouts
   * that a test gives a Weir to be impatient with: then it is read again.
   */
  public String metrics() {
    for (int left = 9; ; left--) {
      try {
        return get("/metrics").body();
      } catch (CompletionException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private MetricsPage page() {
    return new MetricsPage(metrics());
  }

  /**
   * Returns the sum of the series on /metrics that have this name, and these labels beside others.
   */
  public long metric(String series) {
    return page().sum(series);
  }

  /**
   * Returns how many requests have ended so. A request is counted after its response: what a test
   * expects exactly it reads after {@link #assertConserved}, or it waits for it.
   */
  public long ended(Outcome outcome) {
    return page().ended(outcome);
  }

  public long dropped(ShedReason reason) {
    return page().dropped(reason);
  }

  /** Waits until all is over, and checks that every count agrees with every other. */
  public void assertConserved() {
    Eventually.until(() -> page().isAtRest());
    page().assertConserved();
  }

  @Override
  public void close() {
    http.close();
  }
}
