package dev.weir.trace;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.HttpText;
import dev.weir.RunningWeir;
import dev.weir.StubUpstream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** What a Weir that traces has around it: a receiver, and an upstream that keeps what it sees. */
final class TraceFixture implements AutoCloseable {

  static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  final OtlpReceiver receiver = OtlpReceiver.create();
  final StubUpstream upstream = new StubUpstream();
  final BlockingQueue<HttpText> seen = new LinkedBlockingQueue<>();

  TraceFixture() throws IOException {
    upstream.responds(OK, seen);
  }

  /** Starts a Weir with these variables besides, which come first. */
  RunningWeir weir(Map<String, String> variables, String... flags) {
    Map<String, String> environment = new HashMap<>(receiver.environment());
    environment.putAll(variables);
    Stream<String> all = Stream.of("--backend.type=http", "--backend.http.url=" + upstream.url());
    return RunningWeir.with(
        environment, Stream.concat(all, Stream.of(flags)).toArray(String[]::new));
  }

  /** Asks once, and returns what the upstream got. */
  HttpText forwarded(RunningWeir weir, String... fields) throws Exception {
    assertThat(weir.client().get("/a/b?secret", fields).statusCode(), is(200));
    return seen.take();
  }

  /** Lets the upstream respond only once the latch that it returns is at 0. */
  CountDownLatch hold() {
    CountDownLatch mayRespond = new CountDownLatch(1);
    upstream.does(
        connection -> {
          while (true) {
            seen.add(HttpText.read(connection));
            try {
              mayRespond.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            StubUpstream.write(connection, OK);
          }
        });
    return mayRespond;
  }

  @Override
  public void close() throws IOException {
    receiver.close();
    upstream.close();
  }
}
