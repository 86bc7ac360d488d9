package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.settings.Settings;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.DirectClient;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@io.helidon.webserver.testing.junit5.RoutingTest
class RoutingTest {

  private final DirectClient client;

  RoutingTest(DirectClient client) {
    this.client = client;
  }

  @SetUpRoute
  static void routing(HttpRouting.Builder routing) {
    Settings settings =
        Settings.read(List.of("--backend.simulated.latency=0"), Map.of(), new Properties());
    new Server(settings).routing(routing);
  }

  @Test
  void theEndpointGoesToTheBackendWithAnyMethod() {
    assertThat(client.get("/endpoint").request().status(), is(Status.OK_200));
    assertThat(client.post("/endpoint").submit("body").status(), is(Status.OK_200));
    assertThat(client.delete("/endpoint").request().status(), is(Status.OK_200));
  }

  @Test
  void otherPathsDoNotWhenTheBackendHasNoneOfItsOwn() {
    assertThat(client.get("/").request().status(), is(Status.NOT_FOUND_404));
    assertThat(client.get("/endpoint/x").request().status(), is(Status.NOT_FOUND_404));
  }
}
