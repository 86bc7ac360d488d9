package dev.weir.faults;

import dev.weir.Budget;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process that stands still for a while, as with its whole machine, and whose clock leaps. */
class StoodStillIT {

  private static final long STANDS_STILL_MILLIS = 2_000;

  @Test
  void whatLookedOverdueGetsItsResponseAndTheRestGoesOn() throws Exception {
    try (Service service = new Service();
        WeirProcess weir = Gateway.start(List.of(), service);
        WeirClient client = weir.client()) {
      AtRest rest = AtRest.before(weir, client);
      for (int i = 0; i < Budget.rounds(1, 20); i++) {
        try (Load load = Load.on(client, 800)) {
          load.awaitMore(100, 200);
          weir.signal("STOP");
          // Nothing is waited for: this is how long it stands still.
          Thread.sleep(STANDS_STILL_MILLIS);
          weir.signal("CONT");
          load.awaitMore(200, 200);
          rest.assertAgain(load.end());
        }
      }
    }
  }
}
