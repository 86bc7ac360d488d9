package dev.weir.faults;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Budget;
import dev.weir.StubUpstream;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two thousand clients whose heads never end, beside those who ask as one should. */
@Timeout(900)
class SlowlorisIT {

  private static final int SOCKETS = 2_000;
  private static final int LONGEST_SILENCE_MILLIS = 60_000;

  @Test
  void allAreCutOffWhileOthersAreServed() throws Exception {
    try (Service service = new Service();
        WeirProcess weir = Gateway.start(List.of(), service, "--server.header-timeout=4s");
        WeirClient client = weir.client()) {
      AtRest rest = AtRest.before(weir, client);
      for (int i = 0; i < Budget.rounds(1, 20); i++) {
        try (Load load = Load.on(client, 200)) {
          List<Socket> slow = slow(client);
          load.awaitMore(100, 200);
          drip(slow);
          for (Socket socket : slow) {
            assertCutOff(socket);
          }
          load.awaitMore(100, 200);
          rest.assertAgain(load.end());
        }
      }
    }
  }

  private static List<Socket> slow(WeirClient client) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < SOCKETS; i++) {
      Socket socket = client.raw("GET /endpoint HTTP/1.1\r\nHost: weir\r\nX: ");
      socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
      sockets.add(socket);
    }
    return sockets;
  }

  private static void drip(List<Socket> sockets) {
    for (Socket socket : sockets) {
      try {
        StubUpstream.write(socket, "a");
      } catch (IOException e) {
        // It was cut off already.
      }
    }
  }

  private static void assertCutOff(Socket socket) throws IOException {
    try (socket) {
      String told = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(told, told.startsWith("HTTP/1.1 408 "), is(true));
    } catch (SocketTimeoutException e) {
      throw new AssertionError("a connection was forgotten", e);
    }
  }
}
