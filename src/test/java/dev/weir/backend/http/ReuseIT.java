package dev.weir.backend.http;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.HttpText;
import dev.weir.StubUpstream;
import dev.weir.backend.BackendRequest.Interim;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection is used again only if the service has kept it open and has said nothing since. */
class ReuseIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
  private static final String SMUGGLED = head("HTTP/1.1 200 OK", "Content-Length: 4") + "evil";

  private final StubUpstream upstream = new StubUpstream();
  private final Caller caller = Caller.of(upstream);
  private final Semaphore mayGoOn = new Semaphore(0);
  private final Semaphore done = new Semaphore(0);

  ReuseIT() throws IOException {}

  @AfterEach
  void close() throws IOException {
    mayGoOn.release();
    caller.close();
    upstream.close();
  }

  private void closesAfter(int responses) {
    upstream.does(
        connection -> {
          for (int i = 0; i < responses; i++) {
            HttpText.read(connection);
            StubUpstream.write(connection, OK);
          }
          connection.close();
          done.release();
        });
  }

  @Test
  void oneThatTheServiceHasClosedIsNotUsedForAnotherRequest() throws Exception {
    closesAfter(10);
    for (int i = 1; i <= 200; i++) {
      assertThat(caller.call(Caller.upload("POST", Caller.body("x"))).body(), is("ok"));
      if (i % 10 == 0) {
        done.acquire();
      }
    }
    assertThat(upstream.connections(), is(20));
  }

  /** Responds to the first request on each connection so, and says more once the call is over. */
  private void saysMoreLater(String response, String more) {
    upstream.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(connection, response);
          mayGoOn.acquireUninterruptibly();
          StubUpstream.write(connection, more);
          done.release();
          respondForEver(connection);
        });
  }

  private static void respondForEver(Socket connection) throws IOException {
    while (true) {
      HttpText.read(connection);
      StubUpstream.write(connection, OK);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, HTTP/1.1 200 OK~Content-Length: 62~~",
    "GET, HTTP/1.1 304 Not Modified~~",
    "GET, HTTP/1.1 204 No Content~~",
    "GET, HTTP/1.1 200 OK~Content-Length: 2~~ok",
    "GET, HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~0~~"
  })
  void bytesAfterTheEndOfAResponseAreNeverTheNextOne(String method, String response)
      throws Exception {
    saysMoreLater(response.replace("~", "\r\n"), SMUGGLED);
    caller.call(Caller.request(method, Interim.NONE));
    mayGoOn.release();
    done.acquire();
    upstream.responds(OK);
    assertThat(caller.get().body(), is("ok"));
    assertThat(upstream.connections(), is(2));
  }

  @Test
  void oneThatIsSilentAndOpenIsUsedHoweverOften() throws IOException {
    upstream.responds(OK);
    for (int i = 0; i < 50; i++) {
      assertThat(caller.get().body(), is("ok"));
    }
    assertThat(upstream.connections(), is(1));
  }

  @Test
  void anInterruptedCallCostsNoMoreThanItsOwnConnection() throws Exception {
    upstream.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Content-Length: 4") + "be");
          mayGoOn.acquireUninterruptibly();
          StubUpstream.write(connection, "en");
          done.release();
          connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    try (var one = caller.backend().call(Caller.request("GET", Interim.NONE));
        var two = caller.backend().call(Caller.request("GET", Interim.NONE))) {
      mayGoOn.release(2);
      assertThat(one.body().readAllBytes().length, is(4));
      assertThat(two.body().readAllBytes().length, is(4));
    }
    Thread.currentThread().interrupt();
    assertThat(caller.failure().getMessage(), is("The call was cancelled"));
    assertThat(Thread.interrupted(), is(true));
    assertThat(caller.backend().upstreams().iterator().next().idle(), is(1));
  }
}
