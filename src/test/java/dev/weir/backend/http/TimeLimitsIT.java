package dev.weir.backend.http;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.HttpText;
import dev.weir.StubUpstream;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendRequest.Interim;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ends a call that takes too long, and what is said then. */
class TimeLimitsIT {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Caller.LONG;

  private final StubUpstream upstream = new StubUpstream();
  private final CountDownLatch hungUp = new CountDownLatch(1);

  TimeLimitsIT() throws IOException {}

  @AfterEach
  void close() throws IOException {
    upstream.close();
  }

  private static HttpConfig.Timeouts timeouts(Duration firstByte, Duration idle, Duration total) {
    return new HttpConfig.Timeouts(
        LONG, firstByte, idle, Optional.of(total), LONG, Duration.ZERO, Optional.empty());
  }

  /** Says this, and then nothing until Weir hangs up. */
  private void says(String text) {
    upstream.does(
        connection -> {
          try {
            HttpText.read(connection);
            StubUpstream.write(connection, text);
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
          } finally {
            hungUp.countDown();
          }
        });
  }

  private void assertTimeout(HttpConfig.Timeouts timeouts, String sentence) throws Exception {
    try (Caller caller = Caller.of(Caller.config(timeouts, upstream))) {
      BackendException failure = caller.failure();
      assertThat(failure.failure(), is(Failure.TIMEOUT));
      assertThat(failure.getMessage(), is(sentence));
      hungUp.await();
    }
  }

  @Test
  void untilTheFirstByte() throws Exception {
    says("");
    assertTimeout(timeouts(SHORT, LONG, LONG), "The backend did not respond in time");
  }

  @Test
  void anInterimResponseIsNotTheFirstByte() throws Exception {
    says(head("HTTP/1.1 102 Processing"));
    assertTimeout(timeouts(SHORT, LONG, LONG), "The backend did not respond in time");
  }

  @Test
  void ofSilenceWithinAResponse() throws Exception {
    says(head("HTTP/1.1 200 OK", "Content-Length: 4") + "be");
    assertTimeout(timeouts(LONG, SHORT, LONG), "The backend fell silent in its response");
  }

  @Test
  void ofSilenceBetweenTwoChunks() throws Exception {
    says(head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + "2\r\nbe\r\n");
    assertTimeout(timeouts(LONG, SHORT, LONG), "The backend fell silent in its response");
  }

  @Test
  void ofTheWholeCallBeforeItsResponse() throws Exception {
    says("");
    assertTimeout(timeouts(LONG, LONG, SHORT), "The call was not over in time");
  }

  @Test
  void ofTheWholeCallWithinItsResponse() throws Exception {
    says(head("HTTP/1.1 200 OK", "Content-Length: 4") + "be");
    assertTimeout(timeouts(LONG, LONG, SHORT), "The call was not over in time");
  }

  @Test
  void ofTheRequestItself() throws Exception {
    says("");
    try (Caller caller = Caller.of(upstream)) {
      OptionalLong deadline = OptionalLong.of(System.nanoTime() + SHORT.toNanos());
      BackendRequest request =
          new BackendRequest("GET", "/", List.of(), Optional.empty(), deadline, Interim.NONE);
      assertThat(caller.failure(request).getMessage(), is("The call was not over in time"));
      hungUp.await();
    }
  }

  @Test
  void ofAResponseThatHasToBegin() throws Exception {
    says("");
    try (Caller caller = Caller.of(upstream)) {
      OptionalLong respondBy = OptionalLong.of(System.nanoTime() + SHORT.toNanos());
      BackendRequest request =
          new BackendRequest(
              "GET",
              "/",
              List.of(),
              Optional.empty(),
              OptionalLong.empty(),
              respondBy,
              Interim.NONE,
              late -> {},
              again -> {});
      assertThat(caller.failure(request).failure(), is(Failure.TIMEOUT));
      hungUp.await();
    }
  }

  @Test
  void ofAServiceThatTakesNoMoreOfTheRequest() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    upstream.does(connection -> awaitLatch(over));
    BackendRequest.Body endless =
        new BackendRequest.Body(OptionalLong.empty(), TimeLimitsIT::endless);
    try (Caller caller = Caller.of(Caller.config(timeouts(LONG, SHORT, LONG), upstream))) {
      BackendException failure = caller.failure(Caller.upload("POST", endless));
      assertThat(failure.failure(), is(Failure.TIMEOUT));
      assertThat(failure.getMessage(), is("The backend did not take the request in time"));
    } finally {
      over.countDown();
    }
  }

  @Test
  void ofAServiceThatFallsSilentOnceItHasBegunToRespond() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Content-Length: 4") + "be");
          awaitLatch(over);
        });
    BackendRequest.Body endless =
        new BackendRequest.Body(OptionalLong.empty(), TimeLimitsIT::endless);
    try (Caller caller = Caller.of(Caller.config(timeouts(LONG, SHORT, LONG), upstream))) {
      BackendException failure = caller.failure(Caller.upload("POST", endless));
      assertThat(failure.failure(), is(Failure.TIMEOUT));
      assertThat(failure.getMessage(), is("The backend fell silent in its response"));
    } finally {
      over.countDown();
    }
  }

  @Test
  void ofTheFirstByteBeginsWithTheEndOfTheRequest() throws Exception {
    says("");
    try (Caller caller = Caller.of(Caller.config(timeouts(SHORT, LONG, LONG), upstream))) {
      BackendException failure =
          caller.failure(Caller.upload("POST", Caller.body("x".repeat(100_000), SHORT)));
      assertThat(failure.failure(), is(Failure.TIMEOUT));
      assertThat(failure.getMessage(), is("The backend did not respond in time"));
    }
  }

  @Test
  void ofSilenceIsNotTheServicesWhileItWaitsForTheRequest() throws Exception {
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Content-Length: 4"));
          connection.getInputStream().readNBytes(100_000);
          StubUpstream.write(connection, "done");
        });
    try (Caller caller = Caller.of(Caller.config(timeouts(SHORT, SHORT, LONG), upstream))) {
      BackendRequest.Body slow = Caller.body("x".repeat(100_000), SHORT.multipliedBy(4));
      assertThat(caller.call(Caller.upload("POST", slow)).body(), is("done"));
    }
  }

  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return 'x';
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        return length;
      }
    };
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void ofAConnectionThatIsNotAccepted() throws IOException {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket one = new Socket();
        Socket two = new Socket()) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort());
      one.connect(address);
      two.connect(address);
      HttpConfig.Timeouts timeouts =
          new HttpConfig.Timeouts(
              SHORT, LONG, LONG, Optional.empty(), LONG, Duration.ZERO, Optional.empty());
      HttpConfig config =
          Caller.config(timeouts, Optional.empty(), "http://127.0.0.1:" + full.getLocalPort());
      try (Caller caller = Caller.of(config)) {
        BackendException failure = caller.failure();
        assertThat(failure.failure(), is(Failure.TIMEOUT));
        assertThat(failure.getMessage(), is("No connection to the backend in time"));
      }
    }
  }

  @Test
  void ofAConnectionThatWaitsForTheNextCall() throws Exception {
    says(head("HTTP/1.1 204 No Content"));
    HttpConfig.Timeouts timeouts =
        new HttpConfig.Timeouts(
            LONG, LONG, LONG, Optional.empty(), SHORT, Duration.ZERO, Optional.empty());
    try (Caller caller = Caller.of(Caller.config(timeouts, upstream))) {
      assertThat(caller.get().status(), is(204));
      hungUp.await();
    }
  }

  @Test
  void anInterruptEndsACallAtOnce() throws Exception {
    says("");
    try (Caller caller = Caller.of(upstream)) {
      CompletableFuture<BackendException> failure = new CompletableFuture<>();
      Thread thread = Thread.ofVirtual().start(() -> failure.complete(caller.failure()));
      Eventually.until(() -> upstream.connections() == 1);
      thread.interrupt();
      assertThat(failure.get().getMessage(), is("The call was cancelled"));
      hungUp.await();
      assertThat(upstream.connections(), is(1));
    }
  }

  @Test
  void aResponseThatIsClosedHalfReadEndsItsConnectionAtOnce() throws Exception {
    says(head("HTTP/1.1 200 OK", "Content-Length: 4") + "be");
    try (Caller caller = Caller.of(upstream)) {
      caller.backend().call(Caller.request("GET", Interim.NONE)).close();
      hungUp.await();
    }
  }
}
