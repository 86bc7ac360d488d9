package dev.weir.edge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.weir.edge.headers.ForwardedResolver;
import dev.weir.edge.headers.Via;
import dev.weir.problem.Rejection;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestGuardTest {

  private static final ProxyPolicy POLICY =
      new ProxyPolicy(new ForwardedResolver(List.of()), new Via("here"), false, 5);

  private final List<Rejection> rejected = new CopyOnWriteArrayList<>();
  private final HandlerServer server =
      new HandlerServer(
          new RequestGuard(POLICY, RejectedRequests.into(rejected), RequestGuardTest::echo));

  @AfterEach
  void stop() {
    server.close();
  }

  private static void echo(ServerRequest request, ServerResponse response) {
    try {
      response.send(request.content().inputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest.Builder announced(String body) {
    return server.request("/").POST(BodyPublishers.ofString(body));
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefused() throws Exception {
    // A client that waits for 100 sends no body, whose end the refusal would not wait for.
    HttpRequest.Builder request = announced("123456").expectContinue(true);
    assertThat(server.send(request).statusCode(), is(413));
    assertThat(rejected, contains(Rejection.BODY_TOO_LARGE));
  }

  @Test
  void aBodyOfTheLargestSizePasses() throws Exception {
    assertThat(server.send(announced("12345")).body(), is("12345"));
    assertThat(rejected, empty());
  }

  @Test
  void aRequestWithTheMarkIsRefused() throws Exception {
    HttpResponse<String> response =
        server.send(server.request("/").header("Via", "1.1 a, 1.1 here"));
    assertThat(response.statusCode(), is(508));
    assertThat(response.body(), containsString("\"reason\":\"loop_detected\""));
    assertThat(rejected, contains(Rejection.LOOP_DETECTED));
  }

  @Test
  void aRequestWithMarksOfOthersPasses() throws Exception {
    HttpRequest.Builder request = announced("12345").header("Via", "1.1 elsewhere");
    assertThat(server.send(request).body(), is("12345"));
    assertThat(rejected, empty());
  }
}
