package dev.weir.backend.http;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.weir.HttpText;
import dev.weir.LogLines;
import dev.weir.StubUpstream;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest.Interim;
import dev.weir.backend.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which responses are understood, which are refused, and which keep their connection. */
class ResponsesIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  private final StubUpstream upstream = new StubUpstream();
  private final Caller caller = Caller.of(upstream);

  ResponsesIT() throws IOException {}

  @AfterEach
  void close() throws IOException {
    caller.close();
    upstream.close();
  }

  @Test
  void interimResponsesArePassedOnInOrder() throws IOException {
    upstream.responds(
        head("HTTP/1.1 100 Continue")
            + head("HTTP/1.1 102 Processing")
            + head("HTTP/1.1 103 Early Hints", "Link: </a.css>")
            + OK);
    List<String> heard = new ArrayList<>();
    Interim interim = (status, fields) -> heard.add(status + " " + fields);
    assertThat(caller.call(Caller.request("GET", interim)).body(), is("ok"));
    assertThat(heard, contains("102 []", "103 " + List.of(new Field("Link", "</a.css>"))));
  }

  @Test
  void aResponseToHeadHasNoBodyAndKeepsItsConnection() throws IOException {
    upstream.responds(head("HTTP/1.1 200 OK", "Content-Length: 1000"));
    for (int i = 0; i < 3; i++) {
      assertThat(caller.call(Caller.request("HEAD", Interim.NONE)).body(), is(""));
    }
    assertThat(upstream.connections(), is(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "304 Not Modified"})
  void aResponseThatNeverHasABodyHasNoneWhateverItSays(String status) throws IOException {
    upstream.responds(head("HTTP/1.1 " + status, "Content-Length: 1000"));
    for (int i = 0; i < 3; i++) {
      assertThat(caller.get().body(), is(""));
    }
    assertThat(upstream.connections(), is(1));
  }

  @Test
  void aConnectionWithMoreThanTheResponseIsNotUsedAgain() throws IOException {
    upstream.responds(OK + OK);
    for (int i = 0; i < 3; i++) {
      assertThat(caller.get().body(), is("ok"));
    }
    assertThat(upstream.connections(), is(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection: close", "Connection: x, Close", "Keep-Alive: timeout=0"})
  void aConnectionThatTheServiceWantsToCloseIsNotUsedAgain(String field) throws IOException {
    upstream.responds(head("HTTP/1.1 200 OK", "Content-Length: 2", field) + "ok");
    for (int i = 0; i < 3; i++) {
      assertThat(caller.get().body(), is("ok"));
    }
    assertThat(upstream.connections(), is(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 200"})
  void aBodyWithoutALengthEndsWithItsConnection(String statusLine) throws IOException {
    upstream.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(connection, head(statusLine, "X: 1") + "all there is");
        });
    assertThat(caller.get().body(), is("all there is"));
    assertThat(caller.get().body(), is("all there is"));
  }

  @Test
  void chunksBecomeABodyAndWhatFollowsThemTrailers() throws IOException {
    upstream.responds(
        head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
            + "3;x=y\r\nfir\r\n4\r\nst, \r\n6\r\nsecond\r\n0\r\nX-Sum: 12\r\nX-Ok: yes\r\n\r\n");
    Caller.Received received = caller.get();
    assertThat(received.body(), is("first, second"));
    assertThat(received.trailers(), contains(new Field("X-Sum", "12"), new Field("X-Ok", "yes")));
    assertThat(caller.get(), is(received));
    assertThat(upstream.connections(), is(1));
  }

  @Test
  void aBodyOfKnownLengthHasNoTrailers() throws IOException {
    upstream.responds(OK);
    assertThat(caller.get().trailers(), empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 101 Switching Protocols~Upgrade: x~~",
        "HTTP/1.1 200 OK~Content-Length: 2~Transfer-Encoding: chunked~~2~ok~0~~",
        "HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 3~~oki",
        "HTTP/1.1 200 OK~Content-Length: -2~~ok",
        "HTTP/1.1 200 OK~Content-Length: +2~~ok",
        "HTTP/1.1 200 OK~Content-Length: 2, 2~~ok",
        "HTTP/1.1 200 OK~Content-Length: ~~ok",
        "HTTP/1.1 200 OK~Content-Length: 99999999999999999999~~ok",
        "HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~",
        "HTTP/1.0 200 OK~Transfer-Encoding: chunked~~0~~",
        "HTTP/1.1 200 OK~X: 1~ folded~Content-Length: 2~~ok",
        "HTTP/1.1 200 OK~ folded: 1~Content-Length: 2~~ok",
        "HTTP/1.1 200 OK~Content-Length : 2~~ok",
        "HTTP/1.1 200 OK~no field~Content-Length: 2~~ok",
        "HTTP/1.1 200 OK~: 1~Content-Length: 2~~ok",
        "HTTP/1.1 200 OK~X: \u0001~Content-Length: 2~~ok",
        "HTTP/1.1 20 OK~Content-Length: 2~~ok",
        "HTTP/1.1 2000 OK~Content-Length: 2~~ok",
        "HTTP/1.1 999 OK~Content-Length: 2~~ok",
        "HTTP/2 200 OK~Content-Length: 2~~ok",
        "HTTP/1.1  200 OK~Content-Length: 2~~ok",
        "~HTTP/1.1 200 OK~Content-Length: 2~~ok",
        "220 smtp.example ESMTP~~",
        "HTTP/1.1 200 OK~Content-Length: 2~",
        "HTTP/1.1 200 OK~Content-Length: 3~~ok",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~ok",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-2~ok~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~okay~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~x~ok~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~+2~ok~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0x2~ok~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~ 2~ok~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~;x~ok~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2\n ok~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2\nok~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok\n0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~8000000000000002~ok~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~10000000000000002~ok~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~0~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~0~X~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~0~X: 1~ folded~~"
      })
  void anAmbiguousOrMalformedResponseIsRefused(String response) {
    upstream.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(connection, response.replace("~", "\r\n"));
        });
    assertThat(caller.failure().failure(), is(Failure.BROKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a line", "many lines"})
  void aHeadThatIsTooLongIsRefused(String what) {
    String fields =
        what.equals("a line") ? "X: " + "x".repeat(65_536) + "\r\n" : "X: x\r\n".repeat(201);
    upstream.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(connection, "HTTP/1.1 200 OK\r\n" + fields + "\r\n");
        });
    assertThat(caller.failure().failure(), is(Failure.BROKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a line", "many lines", "long lines"})
  void trailersThatAreTooLongAreRefused(String what) {
    String fields =
        switch (what) {
          case "a line" -> "X: " + "x".repeat(65_536) + "\r\n";
          case "many lines" -> "X: x\r\n".repeat(201);
          default -> ("X: " + "x".repeat(1_000) + "\r\n").repeat(66);
        };
    upstream.responds(
        head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
            + "2\r\nok\r\n0\r\n"
            + fields
            + "\r\n");
    assertThat(caller.failure().failure(), is(Failure.BROKEN));
  }

  @Test
  void theLineOfAChunkIsNotEndless() {
    upstream.responds(
        head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
            + "2;"
            + "x".repeat(5_000)
            + "\r\nok\r\n0\r\n\r\n");
    assertThat(caller.failure().failure(), is(Failure.BROKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 5", "Transfer-Encoding: chunked"})
  void anInterimResponseIsPassedOnWithoutFramingFields(String framing) throws IOException {
    upstream.responds(head("HTTP/1.1 103 Early Hints", framing, "Link: </a.css>") + OK);
    List<Field> heard = new ArrayList<>();
    Interim interim = (status, fields) -> heard.addAll(fields);
    assertThat(caller.call(Caller.request("GET", interim)).body(), is("ok"));
    assertThat(heard, contains(new Field("Link", "</a.css>")));
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 2~Content-Length: 3~~ok, A response says two things about its length",
    "X: 1~ folded~~, A response has a line that is no field",
    "Transfer-Encoding: chunked~~+2~ok~0~~, A chunk of a response has a malformed size"
  })
  void whyAResponseIsRefusedIsInTheLog(String response, String reason) {
    try (LogLines log = new LogLines(Malformed.class)) {
      upstream.responds("HTTP/1.1 200 OK\r\n" + response.replace("~", "\r\n"));
      caller.failure();
      assertThat(
          log.lines(),
          hasItem(
              "backend "
                  + upstream.url()
                  + " sent a malformed response, which gave 502: "
                  + reason));
    }
  }
}
