package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.weir.edge.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Request and response go on side by side: neither waits for the end of the other. */
class DuplexIT {

  private static final int LARGE = 5_000_000;
  private static final String POST_LARGE =
      head("POST / HTTP/1.1", "Host: a", "Content-Length: " + LARGE);

  private final StubUpstream upstream = new StubUpstream();
  private final RunningWeir weir =
      RunningWeir.with(
          "--backend.type=http", "--backend.http.url=" + upstream.url(), "--gate.permits=2");
  private final WeirClient client = weir.client();
  private final CountDownLatch over = new CountDownLatch(1);

  DuplexIT() throws IOException {}

  @AfterEach
  void permitsAreBackAndTheCountsAgree() throws IOException {
    over.countDown();
    client.assertConserved();
    weir.close();
    upstream.close();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Thread inBackground(StubUpstream.Conduct conduct, Socket socket) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                conduct.meet(socket);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** How a client says where its body ends. */
  enum Length {
    KNOWN("Content-Length: 100000", "", ""),
    CHUNKED("Transfer-Encoding: chunked", "c350\r\n", "\r\n");

    private final String field;
    private final String before;
    private final String after;

    Length(String field, String before, String after) {
      this.field = field;
      this.before = before;
      this.after = after;
    }

    String half() {
      return before + "x".repeat(50_000) + after;
    }

    String end() {
      return this == CHUNKED ? "0\r\n\r\n" : "";
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResponseWithinTheRequestPassesWhileTheRequestGoesOn(Length length) throws Exception {
    BlockingQueue<Long> arrived = new LinkedBlockingQueue<>();
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Content-Length: 4"));
          arrived.add(payload(connection.getInputStream()));
          StubUpstream.write(connection, "done");
        });
    try (Socket socket =
        client.raw(head("POST / HTTP/1.1", "Host: a", length.field) + length.half())) {
      HttpText response = HttpText.readHead(socket);
      assertThat(response.status(), is(200));
      StubUpstream.write(socket, length.half() + length.end());
      assertThat(
          new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII), is("done"));
    }
    assertThat(arrived.take(), is(100_000L));
  }

  private static long payload(InputStream in) throws IOException {
    long count = 0;
    while (count < 100_000) {
      int next = in.read();
      if (next < 0) {
        return count;
      }
      count += next == 'x' ? 1 : 0;
    }
    return count;
  }

  @Test
  void aResponseToTheHeadAloneIsPassedOnBeforeTheBody() throws Exception {
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(connection, head("HTTP/1.1 401 No", "Content-Length: 2") + "no");
          connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    try (Socket socket =
        client.raw(head("POST / HTTP/1.1", "Host: a", "Content-Length: 100000") + "x")) {
      assertThat(HttpText.read(socket).body(), is("no"));
      Eventually.until(() -> weir.weir().gate().levels().inside() == 0);
    }
  }

  @Test
  void aServiceThatReadsNoMoreDoesNotHoldUpItsResponse() throws Exception {
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok");
          awaitLatch(over);
        });
    try (Socket socket = client.raw(POST_LARGE)) {
      Thread sender = inBackground(to -> to.getOutputStream().write(new byte[LARGE]), socket);
      assertThat(HttpText.read(socket).body(), is("ok"));
      sender.join();
      Eventually.until(() -> weir.weir().gate().levels().inside() == 0);
      upstream.responds(head("HTTP/1.1 200 OK", "Content-Length: 4") + "next");
      StubUpstream.write(socket, head("GET / HTTP/1.1", "Host: a"));
      assertThat(HttpText.read(socket).body(), is("next"));
    }
  }

  @Test
  void whatAServiceEchoesArrivesWhileTheRequestIsSent() throws Exception {
    byte[] large = new byte[LARGE];
    new Random(1).nextBytes(large);
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Content-Length: " + LARGE));
          InputStream in = connection.getInputStream();
          byte[] buffer = new byte[10_000];
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            connection.getOutputStream().write(buffer, 0, n);
          }
        });
    try (Socket socket = client.raw(POST_LARGE)) {
      inBackground(to -> to.getOutputStream().write(large), socket);
      assertThat(HttpText.readHead(socket).status(), is(200));
      byte[] echo = socket.getInputStream().readNBytes(LARGE);
      assertThat(Arrays.equals(echo, large), is(true));
    }
  }

  @Test
  void aRequestBrokenOffWithinTheResponseEndsTheCall() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Content-Length: 4"));
          connection.getInputStream().transferTo(OutputStream.nullOutputStream());
          hungUp.countDown();
        });
    try (Socket socket = client.raw(POST_LARGE + "half of it")) {
      assertThat(HttpText.readHead(socket).status(), is(200));
    }
    hungUp.await();
    Eventually.until(() -> client.ended(Outcome.GONE) == 1);
  }

  @Test
  void aBodyThatIsNoneEndsTheCallWithinTheResponse() throws Exception {
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Content-Length: 4"));
          connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    try (Socket socket =
        client.raw(head("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked"))) {
      assertThat(HttpText.readHead(socket).status(), is(200));
      StubUpstream.write(socket, "no size\r\n");
      assertThat(socket.getInputStream().read(), is(-1));
    }
    Eventually.until(() -> client.ended(Outcome.REJECTED) == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 5", "Transfer-Encoding: chunked", "X: until the end"})
  void theHeadOfAResponsePassesBeforeItsBody(String framing) throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", framing));
          awaitLatch(seen);
          boolean chunked = framing.endsWith("chunked");
          StubUpstream.write(connection, chunked ? "5\r\nevent\r\n0\r\n\r\n" : "event");
        });
    try (Socket socket = client.raw(head("GET / HTTP/1.1", "Host: a"))) {
      HttpText response = HttpText.readHead(socket);
      assertThat(response.status(), is(200));
      seen.countDown();
      boolean known = framing.startsWith("Content-Length");
      String body = known ? "event" : "5\r\nevent\r\n0\r\n\r\n";
      assertThat(
          new String(socket.getInputStream().readNBytes(body.length()), StandardCharsets.US_ASCII),
          is(body));
      StubUpstream.write(socket, head("GET / HTTP/1.1", "Host: a"));
      assertThat(HttpText.readHead(socket).status(), is(200));
    }
  }

  @Test
  void aServiceThatIsSilentAfterItsHeadHasResponded() throws Exception {
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"));
          connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    try (RunningWeir hasty =
            RunningWeir.with(
                "--backend.type=http",
                "--backend.http.url=" + upstream.url(),
                "--backend.http.idle-timeout=200ms");
        Socket socket = hasty.client().raw(head("GET / HTTP/1.1", "Host: a"))) {
      assertThat(HttpText.readHead(socket).status(), is(200));
      assertThat(socket.getInputStream().read(), is(-1));
      Eventually.until(() -> hasty.client().ended(Outcome.FAILED) == 1);
    }
  }

  @Test
  void aBodyInChunksOfOneByteGoesOnInLargerOnes() throws Exception {
    BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          InputStream in = connection.getInputStream();
          for (int size = size(in); size > 0; size = size(in)) {
            sizes.add(size);
            in.skipNBytes(size + 2);
          }
          in.skipNBytes(2);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok");
        });
    String post = head("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked");
    try (Socket socket = client.raw(post + "1\r\nx\r\n".repeat(1000) + "0\r\n\r\n")) {
      assertThat(HttpText.read(socket).body(), is("ok"));
    }
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum(), is(1000));
    assertThat(sizes.size(), lessThan(50));
  }

  private static int size(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return Integer.parseInt(line.toString().strip(), 16);
  }
}
