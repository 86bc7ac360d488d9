package dev.weir.faults;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.Budget;
import dev.weir.Eventually;
import dev.weir.HttpText;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** More connections than there are file descriptors. */
class DescriptorsIT {

  private static final int MORE_THAN_THERE_ARE = 400;

  /** Those that have a place, those that are being refused for want of one, and some more. */
  private static final int MORE_THAN_THERE_ARE_PLACES = 120;

  /** Those inside may need a further connection for a moment: it never comes to the gate. */
  private static final int HAS_NO_PLACE = 503;

  @Test
  void aCrowdThatWouldTakeThemAllIsToldSoAndThoseInsideAreServedOn() throws Exception {
    try (Service service = new Service();
        WeirProcess weir = Gateway.start("ulimit -n 256", List.of(), service);
        WeirClient client = weir.client()) {
      AtRest rest = AtRest.before(weir, client);
      long begunNanos = System.nanoTime();
      for (int i = 1; i <= Budget.rounds(2, 30); i++) {
        try (Load load = Load.on(client, 100)) {
          load.awaitMore(20, 200);
          List<Socket> crowd = crowd(client);
          load.awaitMore(100, 200);
          hangUp(crowd);
          rest.assertAgain(load.end().without(HAS_NO_PLACE));
        }
        assertSaidOnceAMinute(weir, begunNanos);
      }
    }
  }

  private static void assertSaidOnceAMinute(WeirProcess weir, long begunNanos) {
    Eventually.until(() -> weir.lines().size() > 1);
    List<String> lines = weir.lines();
    int minutes = (int) TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - begunNanos);
    assertThat(lines.toString(), lines.size(), lessThanOrEqualTo(2 + minutes));
    assertThat(weir.lines().getLast(), containsString("(ulimit -n)"));
  }

  /** Connections on which nothing is said. */
  private static List<Socket> crowd(WeirClient client) throws IOException {
    List<Socket> crowd = new ArrayList<>();
    for (int i = 0; i < MORE_THAN_THERE_ARE; i++) {
      crowd.add(client.raw(""));
    }
    return crowd;
  }

  private static void hangUp(List<Socket> crowd) throws IOException {
    for (Socket socket : crowd) {
      socket.close();
    }
  }

  @Test
  void whoHasNoPlaceIsToldSo() throws Exception {
    try (Service service = new Service();
        WeirProcess weir = Gateway.start("ulimit -n 256", List.of(), service);
        WeirClient client = weir.client()) {
      Eventually.until(() -> client.get("/health/started").statusCode() == 200);
      List<Socket> crowd = crowd(client);
      Eventually.until(() -> weir.lines().size() > 1);
      hangUp(crowd.subList(MORE_THAN_THERE_ARE_PLACES, crowd.size()));
      try (Socket late = client.raw(Load.GET)) {
        assertThat(HttpText.read(late).status(), is(HAS_NO_PLACE));
      }
      hangUp(crowd);
    }
  }
}
