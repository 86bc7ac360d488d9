package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.ShedReason;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gate that is tried, as users start it. */
@Timeout(120)
class TrialJarIT {

  @Test
  void aGateInShadowRefusesNoneAndCountsWhatItWouldDo() throws IOException {
    try (WeirProcess weir =
            WeirProcess.start(
                "--server.port=0",
                "--gate.mode=shadow",
                "--gate.strategy=reject",
                "--gate.permits=1",
                "--gate.shadow=reject permits=2",
                "--backend.simulated.latency=2s",
                "--backend.simulated.capacity=1000");
        WeirClient client = weir.client()) {
      Eventually.until(() -> client.metrics().contains("weir_shadow_admitted_total{"));
      List<CompletableFuture<HttpResponse<String>>> sent =
          Stream.generate(() -> client.getLater("/endpoint")).limit(3).toList();
      assertThat(
          sent.stream().map(response -> response.join().statusCode()).toList(), everyItem(is(200)));
      Eventually.until(() -> client.metric("weir_shadow_served_total") > 0);
      Eventually.until(() -> decided(client, "reject") == 3);
      Eventually.until(() -> decided(client, "reject permits=2") == 3);
      assertThat(client.dropped(ShedReason.NO_PERMIT), is(0L));
      client.assertConserved();
    }
  }

  private static long decided(WeirClient client, String strategy) {
    String label = "{strategy=\"" + strategy + "\"}";
    return client.metric("weir_shadow_admitted_total" + label)
        + client.metric("weir_shadow_shed_total" + label);
  }
}
