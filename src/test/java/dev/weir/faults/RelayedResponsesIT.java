package dev.weir.faults;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;

import dev.weir.Budget;
import dev.weir.HttpText;
import dev.weir.MalformedResponses;
import dev.weir.RunningWeir;
import dev.weir.Seed;
import dev.weir.StubUpstream;
import dev.weir.faults.StrictReader.AmbiguousException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a client gets of responses with mistakes in them: one response that everybody reads in the
 * same way, or one that is cut off.
 */
@Timeout(3600)
class RelayedResponsesIT {

  private static final int RESPONSES = Budget.rounds(1_000, 100_000);
  private static final int LONGEST_SILENCE_MILLIS = 60_000;

  private final MalformedResponses responses = new MalformedResponses(Seed.ofThisRun());
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private int good;

  @Test
  void eachIsOneResponseWithOneReading() throws IOException {
    try (StubUpstream upstream = new StubUpstream();
        RunningWeir weir = RunningWeir.with("--backend.http.url=" + upstream.url())) {
      upstream.does(this::serve);
      for (int i = 0; i < RESPONSES && wrong.isEmpty(); i++) {
        ask(weir, i);
      }
    }
    assertThat(responses + ": what went wrong", wrong, empty());
    assertThat("good ones", good, greaterThan(RESPONSES / 20));
  }

  private void serve(Socket connection) throws IOException {
    String target = HttpText.readHead(connection).head().getFirst().split(" ", -1)[1];
    StubUpstream.write(connection, responses.of(Integer.parseInt(target.substring(1))));
  }

  private void ask(RunningWeir weir, int number) throws IOException {
    String request =
        HttpText.head(
            "GET /" + number + " HTTP/1.1",
            "Host: shop.example",
            "Connection: close",
            "TE: trailers");
    try (Socket socket = weir.client().raw(request)) {
      socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
      judge(number, socket.getInputStream().readAllBytes());
    }
  }

  private void judge(int number, byte[] told) throws IOException {
    try {
      int status =
          new StrictReader(new ByteArrayInputStream(told), StrictReader.Extras.SKIPPED)
              .lastResponse();
      good += status == 200 ? 1 : 0;
    } catch (EOFException e) {
      // Cut off in the middle, as the response was.
    } catch (AmbiguousException e) {
      String text = new String(told, StandardCharsets.ISO_8859_1);
      wrong.add(responses.of(number) + "\n=> " + text + "\n=> " + e.getMessage());
    }
  }
}
