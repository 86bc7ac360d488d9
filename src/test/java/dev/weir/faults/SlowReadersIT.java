package dev.weir.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;

import dev.weir.Budget;
import dev.weir.Eventually;
import dev.weir.HttpText;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import dev.weir.edge.Outcome;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that ask for much and take nothing of it, as many as there are permits and more. */
class SlowReadersIT {

  private static final int READERS = 24;
  private static final String SERVED = "HTTP/1.1 200";
  private static final String LARGE = HttpText.head("GET /large HTTP/1.1", "Host: weir");

  @Test
  void theirPermitsComeBackAndOthersAreServed() throws Exception {
    try (Service service = new Service();
        WeirProcess weir = Gateway.start(List.of(), service, "--server.stall-timeout=300ms");
        WeirClient client = weir.client()) {
      AtRest rest = AtRest.before(weir, client);
      for (int i = 0; i < Budget.rounds(1, 50); i++) {
        try (Load load = Load.on(client, 200)) {
          load.awaitMore(50, 200);
          long gone = client.ended(Outcome.GONE);
          List<Socket> readers = readers(client);
          long admitted = admitted(readers);
          Eventually.until(() -> client.ended(Outcome.GONE) >= gone + admitted);
          load.awaitMore(50, 200);
          hangUp(readers);
          rest.assertAgain(load.end(), READERS);
        }
      }
    }
  }

  private static List<Socket> readers(WeirClient client) throws IOException {
    List<Socket> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(client.rawWithSmallBuffer(LARGE));
    }
    return readers;
  }

  /** Reads as far as tells whether it was let in; under load, some of them are shed. */
  private static long admitted(List<Socket> readers) throws IOException {
    long admitted = 0;
    for (Socket reader : readers) {
      byte[] start = reader.getInputStream().readNBytes(SERVED.length());
      admitted += new String(start, US_ASCII).equals(SERVED) ? 1 : 0;
    }
    assertThat(admitted, greaterThan(0L));
    return admitted;
  }

  private static void hangUp(List<Socket> readers) throws IOException {
    for (Socket reader : readers) {
      assertThat(
          "there is some of it",
          reader.getInputStream().available(),
          lessThan(Service.LARGE_BYTES));
      reader.close();
    }
  }
}
