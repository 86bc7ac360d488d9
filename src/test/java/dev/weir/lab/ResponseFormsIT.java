package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import dev.weir.HttpText;
import dev.weir.StubUpstream;
import dev.weir.lab.load.ClosedLoop;
import dev.weir.lab.load.Connections;
import dev.weir.lab.load.Generator;
import dev.weir.lab.load.OpenLoop;
import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Result;
import dev.weir.lab.load.ResultKind;
import dev.weir.lab.load.Stop;
import dev.weir.lab.load.Target;
import dev.weir.lab.load.Workload;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the generator makes of responses of any form (RFC 9112). */
class ResponseFormsIT {

  private StubUpstream upstream;

  @BeforeEach
  void open() throws IOException {
    upstream = new StubUpstream();
  }

  @AfterEach
  void close() throws IOException {
    upstream.close();
  }

  private List<Result> run(Workload workload) throws Exception {
    List<Result> results = new ArrayList<>();
    try (Connections connections = new Connections(Target.of(URI.create(upstream.url())))) {
      new Generator(
              connections,
              List.of(Duration.ofMinutes(1)),
              workload,
              (request, result) -> results.add(result))
          .run(new Stop());
    }
    return results;
  }

  /** Returns the result of one request, after whose response, with | between lines, all ends. */
  private Result resultOf(String response) throws Exception {
    upstream.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(connection, response.replace("|", "\r\n"));
        });
    return run(OpenLoop.even(new Rate.Span(0, 1_000_000, 1000))).getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK|Content-Length: 5||hello",
        "HTTP/1.1 200 OK|content-length:0||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5;a=b|hello|A|0123456789|0|Trailer: yes||",
        "HTTP/1.0 200 OK||hello",
        "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 0||"
      })
  void isServedHoweverItsBodyEnds(String response) throws Exception {
    assertThat(resultOf(response).outcome(), is(ResultKind.SERVED));
  }

  @Test
  void aResponseWithoutABodyNeedsNoLength() throws Exception {
    assertThat(resultOf("HTTP/1.1 204 No Content||").status(), is(OptionalInt.of(204)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH|",
        "HTTP/1.1 200 OK|no field|",
        "HTTP/1.1 200 OK|Content-Length: many||",
        "HTTP/1.1 200 OK|Content-Length: 5||hell",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||xyz|"
      })
  void whatIsNotAWholeResponseIsAFailure(String text) throws Exception {
    assertThat(resultOf(text).outcome(), is(ResultKind.FAILED));
  }

  @Test
  void aDateIsNoNumberOfSeconds() throws Exception {
    Result refusal =
        resultOf(
            HttpText.head(
                "HTTP/1.1 503 x",
                "Retry-After: Mon, 23 Nov 2026 18:29:28 GMT",
                "Content-Length: 0"));
    assertThat(refusal.outcome(), is(ResultKind.REFUSED));
    assertThat(refusal.retryAfterSeconds(), is(OptionalInt.empty()));
  }

  @Test
  void aConnectionThatItsServerDoesNotKeepIsNotUsedAgain() throws Exception {
    upstream.responds(HttpText.head("HTTP/1.1 200 OK", "Connection: close", "Content-Length: 0"));
    List<Result> results = run(new ClosedLoop(1, false, 0, TimeUnit.MILLISECONDS.toNanos(50)));
    assertThat(results.stream().map(Result::outcome).toList(), everyItem(is(ResultKind.SERVED)));
    assertThat(upstream.connections(), is(results.size()));
  }
}
