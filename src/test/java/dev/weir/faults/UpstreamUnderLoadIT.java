package dev.weir.faults;

import dev.weir.Budget;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import dev.weir.faults.Service.Mood;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that fails and recovers while twice as many ask as it can serve. */
@Timeout(900)
class UpstreamUnderLoadIT {

  private static final int TWICE_CAPACITY = 800;
  private static final int SOME = 100;
  private static final int EVERY_PERMIT_THREE_TIMES = 24;
  private static final int ROUNDS = Budget.rounds(1, 20);

  private static Service service;
  private static WeirProcess weir;
  private static WeirClient client;
  private static AtRest rest;

  @BeforeAll
  static void start() throws Exception {
    service = new Service();
    weir =
        Gateway.start(
            List.of(),
            service,
            "--backend.http.first-byte-timeout=1s",
            "--backend.http.linger-timeout=100ms");
    client = weir.client();
    rest = AtRest.before(weir, client);
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    weir.close();
    service.close();
  }

  @ParameterizedTest
  @CsvSource({"HUNG, 504", "SLOW, 429", "TALKS_GARBAGE, 502"})
  void whatFailsIsToldAndItRecovers(Mood mood, int status) throws Exception {
    recoversFrom(
        load -> {
          service.is(mood);
          load.awaitMore(EVERY_PERMIT_THREE_TIMES, status);
          service.is(Mood.WELL);
        });
  }

  @Test
  void aResponseThatBreaksOffIsBrokenForItsClientTooAndItRecovers() throws Exception {
    recoversFrom(
        load -> {
          service.is(Mood.RESETS_WITHIN_ITS_RESPONSE);
          load.awaitMoreBroken(SOME / 2);
          service.is(Mood.WELL);
        });
  }

  @Test
  void aServiceThatIsKilledIsBackWhenItIsStarted() throws Exception {
    recoversFrom(
        load -> {
          service.dies();
          load.awaitMore(SOME, 502);
          service.comesBack();
        });
  }

  /** What happens to the service, until it is well again. */
  private interface Outage {
    void under(Load load) throws IOException;
  }

  private static void recoversFrom(Outage outage) throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      try (Load load = Load.on(client, TWICE_CAPACITY)) {
        load.awaitMore(SOME, 200);
        outage.under(load);
        load.awaitMore(SOME, 200);
        rest.assertAgain(load.end());
      }
    }
  }
}
