package dev.weir.edge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.weir.problem.Rejection;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsupportedRequestFilterTest {

  private final List<Rejection> rejected = new CopyOnWriteArrayList<>();
  private final HandlerServer server =
      new HandlerServer(
          routing ->
              routing
                  .addFilter(
                      new UnsupportedRequestFilter(
                          List.of("/metrics"), RejectedRequests.into(rejected)))
                  .any((request, response) -> response.send("passed")));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%6detrics", "/metrics/%2e/a", "/%6Detrics/b"})
  void anotherSpellingOfAReservedPathIsRefused(String path) throws Exception {
    HttpResponse<String> response = server.send(server.request(path));
    assertThat(response.statusCode(), is(400));
    assertThat(response.body(), containsString("\"reason\":\"path_ambiguous\""));
    assertThat(rejected, contains(Rejection.BAD_REQUEST));
  }

  @Test
  void traceIsRefused() throws Exception {
    HttpResponse<String> response =
        server.send(server.request("/").method("TRACE", BodyPublishers.noBody()));
    assertThat(response.statusCode(), is(501));
    assertThat(response.body(), containsString("\"reason\":\"method_unsupported\""));
    assertThat(rejected, contains(Rejection.NOT_IMPLEMENTED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/metricsx%20", "/a%2fb"})
  void allElsePasses(String path) throws Exception {
    assertThat(server.send(server.request(path)).body(), is("passed"));
    assertThat(rejected, empty());
  }
}
