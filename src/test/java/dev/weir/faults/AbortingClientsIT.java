package dev.weir.faults;

import dev.weir.Budget;
import dev.weir.HttpText;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Clients that leave in every phase of their request, while others ask more than can be served. */
class AbortingClientsIT {

  private static final int EACH = Budget.rounds(20, 500);
  private static final long LONGEST_STAY_MILLIS = 60;

  /** How far a client comes before it leaves. */
  private enum Phase {
    CONNECTED(""),
    HALF_A_HEAD("GET /endpoint HTTP/1.1\r\nHo"),
    A_HEAD_WITHOUT_ITS_BODY(post()),
    HALF_A_BODY(post() + "a".repeat(5_000)),
    A_WHOLE_REQUEST(Load.GET),
    TWO_REQUESTS(Load.GET + Load.GET),
    WITHIN_THE_RESPONSE(HttpText.head("GET /large HTTP/1.1", "Host: weir"));

    private final String sent;

    Phase(String sent) {
      this.sent = sent;
    }

    private static String post() {
      return HttpText.head("POST /endpoint HTTP/1.1", "Host: weir", "Content-Length: 10000");
    }
  }

  @Test
  void aClientThatLeavesLeavesNothingBehind() throws Exception {
    try (Service service = new Service();
        WeirProcess weir = Gateway.start(List.of(), service);
        WeirClient client = weir.client()) {
      AtRest rest = AtRest.before(weir, client);
      try (Load load = Load.on(client, 500)) {
        load.awaitMore(100, 200);
        int left = leave(client);
        load.awaitMore(100, 200);
        // Of two requests on one connection both may have begun.
        rest.assertAgain(load.end(), 2L * left);
      }
    }
  }

  /** Returns how many have left. */
  private static int leave(WeirClient client) throws InterruptedException {
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      for (Phase phase : Phase.values()) {
        clients.add(Thread.ofVirtual().start(() -> comeAndLeave(client, phase, true)));
        clients.add(Thread.ofVirtual().start(() -> comeAndLeave(client, phase, false)));
      }
    }
    for (Thread one : clients) {
      one.join();
    }
    return clients.size();
  }

  private static void comeAndLeave(WeirClient client, Phase phase, boolean rudely) {
    try (Socket socket = client.raw(phase.sent)) {
      if (phase == Phase.WITHIN_THE_RESPONSE) {
        socket.getInputStream().readNBytes(100);
      } else {
        // Nothing is waited for: inside, in line or with a response, each is to happen to some.
        Thread.sleep(RandomGenerator.getDefault().nextLong(LONGEST_STAY_MILLIS));
      }
      socket.setSoLinger(rudely, 0);
    } catch (IOException | InterruptedException e) {
      // Weir was faster.
    }
  }
}
