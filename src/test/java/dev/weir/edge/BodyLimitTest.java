package dev.weir.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import dev.weir.problem.Rejection;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyLimitTest {

  private final List<Rejection> rejected = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final HandlerServer server =
      new HandlerServer(new BodyLimit(5, RejectedRequests.into(rejected), this::echo));

  @AfterEach
  void stop() {
    server.close();
  }

  private void echo(ServerRequest request, ServerResponse response) {
    try {
      response.send(request.content().inputStream().readAllBytes());
    } catch (IOException e) {
      failure.complete(e);
      response.send(new byte[0]);
    }
  }

  private HttpRequest.Builder announced(String body) {
    return server.request("/").POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder unannounced(String body) {
    return server
        .request("/")
        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))));
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefused() throws Exception {
    assertThat(server.send(announced("123456")).statusCode(), is(413));
    assertThat(rejected, contains(Rejection.BODY_TOO_LARGE));
  }

  @Test
  void aBodyThatGrowsTooLargeBreaksOff() throws Exception {
    server.send(unannounced("123456"));
    assertThat(failure.join(), is(instanceOf(BodyLimit.ExceededException.class)));
    assertThat(rejected, empty());
  }

  @Test
  void aBodyOfTheLargestSizePasses() throws Exception {
    assertThat(server.send(announced("12345")).body(), is("12345"));
    assertThat(server.send(unannounced("12345")).body(), is("12345"));
    assertThat(rejected, empty());
  }
}
