package dev.weir.faults;

import dev.weir.Budget;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import dev.weir.backend.jdbc.PostgresCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real PostgreSQL that is stopped and started while twice as many ask as it can serve. */
@Timeout(900)
class PostgresUnderLoadIT {

  private static final int TWICE_CAPACITY = 800;
  private static final int SOME = 100;

  @RegisterExtension static final PostgresCluster POSTGRES = new PostgresCluster();

  @Test
  void aDatabaseThatWasStoppedIsServedFromAgainOnceItIsThere() throws Exception {
    try (WeirProcess weir = weir();
        WeirClient client = weir.client()) {
      AtRest rest = AtRest.before(weir, client);
      for (int i = 0; i < Budget.rounds(1, 20); i++) {
        rest.assertAgain(outage(client));
      }
    }
  }

  private static WeirProcess weir() throws Exception {
    return WeirProcess.start(
        "--server.host=127.0.0.1",
        "--server.port=0",
        "--gate.permits=8",
        "--backend.type=jdbc",
        "--backend.jdbc.url=" + POSTGRES.url(),
        "--backend.jdbc.user=weir",
        "--backend.jdbc.sql=SELECT 1 AS one FROM pg_sleep(0.02)");
  }

  private static Responses outage(WeirClient client) throws Exception {
    try (Load load = Load.on(client, TWICE_CAPACITY)) {
      load.awaitMore(SOME, 200);
      POSTGRES.stop();
      load.awaitMore(SOME / 2, 502);
      POSTGRES.start();
      load.awaitMore(SOME, 200);
      return load.end();
    }
  }
}
