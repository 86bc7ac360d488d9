package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.weir.lab.load.Target.Shape;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The scenarios in which several callers or routes share one gate. */
class SharingScenariosTest {

  private static Scenario scenario(String name) {
    return Scenarios.of(name, Duration.ofSeconds(18));
  }

  private static List<String> flags(String name) {
    return WeirFlags.of("wait-then-shed", scenario(name), Duration.ofSeconds(1));
  }

  @Test
  void someObeyBesideThreeTimesTheCapacityThatDoesNot() {
    List<Clients> clients = scenario("obey").load().clients();
    assertThat(
        clients.getFirst(),
        is(
            new Clients.Closed(
                new Clients.Kind(
                    "obeying",
                    new Shape("/endpoint", List.of("X-Forwarded-For: 192.0.2.1")),
                    false,
                    LabConfig.PATIENCE),
                100,
                true,
                Duration.ofSeconds(1),
                TimeUnit.SECONDS.toNanos(18))));
    assertThat(clients.getLast().offered().total(), is(closeTo(3 * 18 * 400, 1e-3)));
    assertThat(scenario("obey").mostServed(), is(closeTo(18 * 400, 1e-3)));
  }

  @Test
  void oneCallerFloodsBesideNinetyNineThatAskForTwiceTheirPart() {
    Load tenants = scenario("tenants").load();
    assertThat(tenants.clients(), hasSize(100));
    assertThat(
        tenants.clients().stream().map(each -> each.kind().shape().fields()).distinct().count(),
        is(100L));
    assertThat(tenants.kinds(), contains("modest", "flood"));
    assertThat(tenants.clients().getFirst().offered().total(), is(closeTo(18 * 8, 1e-3)));
    assertThat(tenants.offeredBy("flood").total(), is(closeTo(18 * 3 * 400, 1e-3)));
  }

  @Test
  void aSlowRouteMayHaveAFifthOfThePermitsAndIsAskedForTenTimesAsMuch() {
    Scenario routes = scenario("routes");
    assertThat(routes.service().orElseThrow().config(), containsString("permits: 8"));
    assertThat(routes.load().offeredBy("reports").total(), is(closeTo(18 * 80, 1e-3)));
    assertThat(routes.load().offeredBy("lookup").total(), is(closeTo(18 * 0.8 * 640, 1e-3)));
  }

  @Test
  void aTenantThatFloodsAModelServerPaysForLongPrompts() {
    List<Clients> clients = scenario("llm").load().clients();
    assertThat(clients.getLast().kind().shape().fields(), contains("X-Tenant: flood", "X-Cost: 2"));
    assertThat(flags("llm"), hasItems("--gate.permits=4", "--gate.fair-by=header:X-Tenant"));
    assertThat(flags("llm"), not(hasItem("--backend.type=simulated")));
  }
}
