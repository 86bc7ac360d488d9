package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.weir.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The line that says that Weir serves. */
class StartLineTest {

  private static String line(String... flags) {
    Settings settings = Settings.read(List.of(flags), Map.of(), new Properties());
    Server weir = new Server(settings);
    try {
      var address = new ListenAddresses.Address("127.0.0.1", 8080, false);
      return new StartLine(weir, settings, new ListenAddresses(address, Optional.empty()))
          .toString();
    } finally {
      weir.close();
    }
  }

  @Test
  void itNamesTheClusterAndTheLimitOfAllReplicas() {
    assertThat(
        line("--cluster.peers=dns:127.0.0.1", "--cluster.name=shop", "--cluster.lease=90s"),
        containsString(
            " (wait-then-shed, 16 permits, room 64, max wait 250 ms; shares 1 gate with the cluster"
                + " shop at dns:127.0.0.1, lease 90s; backend "));
  }

  @Test
  void aWeirByItselfHasNoCluster() {
    assertThat(line(), not(containsString("cluster")));
  }
}
