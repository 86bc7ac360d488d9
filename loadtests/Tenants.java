import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Clients of which each sends a request, reads the response to its end, pauses and sends the next.
 * Prints a line for each response: its status, the milliseconds until its first byte and until its
 * last; status 0 is for none.
 *
 * <p>{@code java Tenants.java URL SECONDS obey|ignore HOW_MANY PAUSE_MS [FIELD VALUE]...}; the fields
 * are those of all requests. Who obeys stays away after a 429 for as long as its Retry-After says.
 */
final class Tenants {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;
  private final long until;
  private final boolean obeys;
  private final long pauseMillis;

  private Tenants(String[] args) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(args[0])).timeout(Duration.ofMinutes(1));
    for (int i = 5; i + 1 < args.length; i += 2) {
      builder.header(args[i], args[i + 1]);
    }
    this.request = builder.build();
    this.until = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[1]));
    this.obeys = args[2].equals("obey");
    this.pauseMillis = Long.parseLong(args[4]);
  }

  public static void main(String[] args) throws InterruptedException {
    Tenants tenants = new Tenants(args);
    List<Thread> threads = new ArrayList<>();
    for (int i = Integer.parseInt(args[3]); i > 0; i--) {
      threads.add(Thread.ofVirtual().start(tenants::run));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void run() {
    try {
      while (System.nanoTime() < until) {
        Thread.sleep(once());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns for how many milliseconds the client stays away then. */
  private long once() throws InterruptedException {
    long begin = System.nanoTime();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        body.read();
        long first = System.nanoTime();
        body.readAllBytes();
        print(response.statusCode(), first - begin, System.nanoTime() - begin);
      }
      return response.statusCode() == 429 ? staysAwayMillis(response) : pauseMillis;
    } catch (IOException e) {
      print(0, 0, System.nanoTime() - begin);
      return pauseMillis;
    }
  }

  private long staysAwayMillis(HttpResponse<?> refusal) {
    return obeys ? 1000 * refusal.headers().firstValueAsLong("Retry-After").orElse(0) : 0;
  }

  /** What ends after the load does not count. */
  private void print(int status, long firstNanos, long lastNanos) {
    if (System.nanoTime() < until) {
      System.out.printf("%d %.1f %.1f%n", status, firstNanos / 1e6, lastNanos / 1e6);
    }
  }
}
