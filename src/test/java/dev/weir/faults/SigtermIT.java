package dev.weir.faults;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Budget;
import dev.weir.Eventually;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stop while three times as many ask as can be served. */
class SigtermIT {

  @Test
  void everyRequestThatWasTakenGetsItsResponseBeforeTheEnd() throws Exception {
    for (int i = 0; i < Budget.rounds(1, 20); i++) {
      stopUnderLoad();
    }
  }

  private static void stopUnderLoad() throws Exception {
    try (Service service = new Service();
        WeirProcess weir = Gateway.start(List.of(), service, "--server.access-log=true");
        WeirClient client = weir.client();
        Load load = Load.on(client, 1200)) {
      load.awaitMore(100, 200);
      load.awaitMore(100, 429);
      weir.signal("TERM");
      assertThat(weir.exitCode(), is(0));
      Responses responses = load.end();
      Eventually.until(weir::ended);
      assertThat("served", logged(weir, "served"), is(responses.of(200)));
      assertThat("shed", logged(weir, "shed"), is(responses.of(429, 503)));
      assertThat("failed", logged(weir, "failed"), is(responses.of(502, 504)));
      assertThat("gone", logged(weir, "gone"), is(0L));
    }
  }

  private static long logged(WeirProcess weir, String outcome) {
    return weir.lines().stream().filter(line -> line.contains("outcome=" + outcome)).count();
  }
}
