package dev.weir.backend.http;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;

import dev.weir.Budget;
import dev.weir.HttpText;
import dev.weir.Mistakes;
import dev.weir.Seed;
import dev.weir.Upstream;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendRequest.Interim;
import dev.weir.backend.Field;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever bytes an upstream writes before it hangs up: a call has a result, or fails as it may.
 */
@Timeout(3600)
class MalformedAnswersIT {

  private static final int ANSWERS = Budget.rounds(2_000, 200_000);

  private static final List<String> GOOD =
      List.of(
          head("HTTP/1.1 200 OK", "Content-Length: 5", "ETag: \"a\"") + "hello",
          head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
              + "3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\nX-Sum: 1\r\n\r\n",
          head("HTTP/1.1 200 OK", "Connection: close") + "hello",
          head("HTTP/1.0 200 OK", "Keep-Alive: timeout=5, max=1") + "hello",
          head("HTTP/1.1 204 No Content") + head("HTTP/1.1 200 OK", "Content-Length: 0"),
          head("HTTP/1.1 304 Not Modified", "Content-Length: 5"),
          head("HTTP/1.1 100 Continue")
              + head("HTTP/1.1 103 Early Hints", "Link: </a>")
              + head("HTTP/1.1 200 OK", "Content-Length: 5")
              + "hello",
          head("HTTP/1.1 101 Switching Protocols", "Upgrade: h2c"));

  private static final List<String> EVIL =
      List.of(
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: gzip, chunked\r\n",
          "Content-Length: 5\r\n",
          "Content-Length: +5\r\n",
          "Content-Length: 99999999999999999999\r\n",
          "Keep-Alive: timeout=99999999999999999999\r\n",
          "Connection: ,,close;\r\n",
          "HTTP/1.1 100 Continue\r\n\r\n".repeat(50),
          " folded\r\n",
          "X: " + "a".repeat(70_000) + "\r\n",
          "X: 1\r\n".repeat(300),
          "ffffffffffffffff\r\n",
          "7fffffff\r\n",
          "-1\r\n",
          "0\r\n\r\n",
          "\0",
          "\r\n",
          "\n");

  private final Seed seed = Seed.ofThisRun();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger whole = new AtomicInteger();

  @Test
  void eachIsAResultOrOneOfTheFailuresOfABackend() throws IOException {
    try (Upstream upstream = new Upstream();
        Caller caller = Caller.of(upstream)) {
      upstream.does(this::serve);
      for (int i = 0; i < ANSWERS && wrong.isEmpty(); i++) {
        call(caller, i);
      }
      assertThat(seed + ": what went wrong", wrong, empty());
      assertThat("whole answers", whole.get(), greaterThan(ANSWERS / 20));
    }
  }

  private String answer(int number) {
    RandomGenerator random = seed.numbers(number);
    String good = GOOD.get(random.nextInt(GOOD.size()));
    return new Mistakes(random, EVIL).in(good, 3);
  }

  /** Answers by the number in the target, a retry like the first time; then it hangs up. */
  private void serve(Socket connection) throws IOException {
    String target = HttpText.read(connection).head().getFirst().split(" ", -1)[1];
    Upstream.write(connection, answer(Integer.parseInt(target.substring(1))));
  }

  private void call(Caller caller, int number) {
    String method = List.of("GET", "HEAD", "POST").get(number % 3);
    BackendRequest request =
        new BackendRequest(
            method,
            "/" + number,
            List.of(new Field("Host", "shop.example")),
            method.equals("POST") ? Optional.of(body()) : Optional.empty(),
            OptionalLong.empty(),
            Interim.NONE);
    try {
      caller.call(request);
      whole.incrementAndGet();
    } catch (BackendException e) {
      // What a backend says when it can't do it, and what becomes a 502.
    } catch (IOException | RuntimeException e) {
      wrong.add(answer(number) + "\n=> " + e);
    }
  }

  private static BackendRequest.Body body() {
    return new BackendRequest.Body(
        OptionalLong.of(2), () -> new ByteArrayInputStream(new byte[] {1, 2}));
  }
}
