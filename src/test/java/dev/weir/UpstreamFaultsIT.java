package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A service that fails under load: every caller is refused, no permit is lost, and Weir recovers.
 */
class UpstreamFaultsIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
  private static final int CALLS = 200;

  private final StubUpstream upstream = new StubUpstream();

  UpstreamFaultsIT() throws IOException {}

  private RunningWeir weir(String patience) {
    return RunningWeir.with(
        "--backend.type=http",
        "--backend.http.url=" + upstream.url(),
        "--backend.http.connect-timeout=1m",
        "--backend.http.first-byte-timeout=" + patience,
        "--backend.http.linger-timeout=20ms",
        "--gate.permits=8",
        "--gate.waiting-room=1000",
        "--gate.max-wait=1m");
  }

  @AfterEach
  void close() throws IOException {
    upstream.close();
  }

  /** What a service does instead of responding. */
  enum Fault implements StubUpstream.Conduct {
    HANGS(504) {
      @Override
      public void meet(Socket connection) throws IOException {
        connection.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    },
    DIES(502) {
      @Override
      public void meet(Socket connection) {}
    },
    RESETS(502) {
      @Override
      public void meet(Socket connection) throws IOException {
        HttpText.read(connection);
        connection.setSoLinger(true, 0);
      }
    },
    WRITES_HALF_A_HEAD(502) {
      @Override
      public void meet(Socket connection) throws IOException {
        HttpText.read(connection);
        StubUpstream.write(connection, "HTTP/1.1 200 OK\r\nContent-Le");
      }
    },
    TALKS_GARBAGE(502) {
      @Override
      public void meet(Socket connection) throws IOException {
        HttpText.read(connection);
        StubUpstream.write(connection, "\u0000\u0001\u0002\r\n\r\n");
      }
    };

    private final int status;

    Fault(int status) {
      this.status = status;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCallerGetsARefusalAndItRecoversByItself(Fault fault) {
    upstream.responds(OK);
    try (RunningWeir weir = weir(fault == Fault.HANGS ? "100ms" : "1m")) {
      isBack(weir);
      upstream.does(fault);
      for (HttpResponse<String> response : responses(weir.client())) {
        assertRefused(response, fault);
      }
      Eventually.until(() -> weir.weir().gate().levels().atRest());
      upstream.responds(OK);
      isBack(weir);
      weir.client().assertConserved();
    }
  }

  private static void isBack(RunningWeir weir) {
    Eventually.until(() -> weir.client().get("/").statusCode() == 200);
  }

  /** The connection from before the fault is still good. */
  private static void assertRefused(HttpResponse<String> response, Fault fault) {
    assertThat(response.statusCode(), anyOf(is(fault.status), is(200)));
    if (response.statusCode() != 200) {
      assertThat(response.body(), containsString("\"reason\":\"backend_"));
    }
  }

  private static List<HttpResponse<String>> responses(WeirClient client) {
    List<CompletableFuture<HttpResponse<String>>> all =
        Stream.generate(
                () -> client.send(client.request("/").POST(BodyPublishers.ofString("hello"))))
            .limit(CALLS)
            .toList();
    return all.stream().map(CompletableFuture::join).toList();
  }

  @Test
  void aServiceRestartedUnderLoadIsBackWithItsFirstConnection() throws IOException {
    upstream.responds(OK);
    try (RunningWeir weir = weir("1m")) {
      isBack(weir);
      int port = upstream.port();
      upstream.close();
      responses(weir.client());
      Eventually.until(() -> weir.weir().gate().levels().atRest());
      try (StubUpstream restarted = new StubUpstream(port)) {
        restarted.responds(OK);
        isBack(weir);
      }
      weir.client().assertConserved();
    }
  }
}
