package dev.weir.backend.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;

import dev.weir.Budget;
import dev.weir.HttpText;
import dev.weir.MalformedResponses;
import dev.weir.Seed;
import dev.weir.StubUpstream;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever bytes an upstream writes before it hangs up: a call has a result, or fails as it may.
 */
@Timeout(3600)
class MalformedResponsesIT {

  private static final int RESPONSES = Budget.rounds(2_000, 200_000);

  private final Seed seed = Seed.ofThisRun();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger whole = new AtomicInteger();

  @Test
  void eachIsAResultOrOneOfTheFailuresOfABackend() throws IOException {
    try (StubUpstream upstream = new StubUpstream();
        Caller caller = Caller.of(upstream)) {
      upstream.does(this::serve);
      for (int i = 0; i < RESPONSES && wrong.isEmpty(); i++) {
        call(caller, i);
      }
      assertThat(seed + ": what went wrong", wrong, empty());
      assertThat("whole responses", whole.get(), greaterThan(RESPONSES / 20));
    }
  }

  /** Responds by the number in the target, a retry like the first time; then it hangs up. */
  private void serve(Socket connection) throws IOException {
    String target = HttpText.read(connection).head().getFirst().split(" ", -1)[1];
    StubUpstream.write(
        connection, new MalformedResponses(seed).of(Integer.parseInt(target.substring(1))));
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
      wrong.add(new MalformedResponses(seed).of(number) + "\n=> " + e);
    }
  }

  private static BackendRequest.Body body() {
    return new BackendRequest.Body(
        OptionalLong.of(2), () -> new ByteArrayInputStream(new byte[] {1, 2}));
  }
}
