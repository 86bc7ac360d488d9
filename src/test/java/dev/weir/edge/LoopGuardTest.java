package dev.weir.edge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.weir.edge.headers.Via;
import dev.weir.problem.Rejection;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopGuardTest {

  private final List<Rejection> rejected = new CopyOnWriteArrayList<>();
  private final HandlerServer server =
      new HandlerServer(
          new LoopGuard(
              new Via("here"),
              RejectedRequests.into(rejected),
              (request, response) -> response.send("passed")));

  @AfterEach
  void stop() {
    server.close();
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
    HttpResponse<String> response = server.send(server.request("/").header("Via", "1.1 elsewhere"));
    assertThat(response.body(), is("passed"));
    assertThat(rejected, empty());
  }
}
