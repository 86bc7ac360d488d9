package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UpstreamIT {

  private static final List<Upstream.Path> PATHS =
      List.of(new Upstream.Path("/quick", Duration.ZERO, 0));

  private final HttpClient client = HttpClient.newHttpClient();

  private CompletableFuture<HttpResponse<String>> call(Upstream upstream, String places) {
    HttpRequest request =
        HttpRequest.newBuilder(upstream.url().resolve("/quick")).header("X-Cost", places).build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  @Test
  void manyMoreCallsThanPlacesAreAllServed() throws Exception {
    try (Upstream upstream = new Upstream(2, PATHS)) {
      List<CompletableFuture<HttpResponse<String>>> calls =
          Stream.generate(() -> call(upstream, "2")).limit(50).toList();
      for (CompletableFuture<HttpResponse<String>> each : calls) {
        assertThat(each.get().statusCode(), is(200));
        assertThat(each.get().body(), is("first last."));
      }
    }
  }
}
