package dev.weir.routing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Arrival;
import dev.weir.gate.Partition;
import dev.weir.routing.Routes.Rule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  static final Route PASSES_BY = route("static", Optional.empty());

  private static final Route REPORTS = route("reports", Route.DEFAULT_NAME);
  private static final Route ITEM = route("item", Route.DEFAULT_NAME);

  private static final Routes ROUTES =
      new Routes(
          List.of(
              new Rule(path("/static/**"), PASSES_BY),
              new Rule(path("/reports/*"), ITEM),
              new Rule(path("/reports/**"), REPORTS)));

  static Route route(String name, String gate) {
    return route(name, Optional.of(gate));
  }

  private static Route route(String name, Optional<String> gate) {
    return new Route(
        name,
        gate,
        Partition.WHOLE,
        Arrival.GATES_MAX_WAIT,
        Optional.empty(),
        new Cost.Fixed(1),
        Optional.empty(),
        Optional.empty());
  }

  static RequestMatcher path(String pattern) {
    return PathPattern.of(pattern);
  }

  @Test
  void theFirstThatMatchesIsTheRoute() {
    assertThat(ROUTES.of(Facts.get("/reports/1")), is(ITEM));
    assertThat(ROUTES.of(Facts.get("/reports/1/2")), is(REPORTS));
    assertThat(ROUTES.of(Facts.get("/static/x.css")), is(PASSES_BY));
  }

  @Test
  void aRequestThatNoneMatchesHasTheDefaultRoute() {
    assertThat(ROUTES.of(Facts.get("/report")), is(Route.DEFAULT));
    assertThat(Routes.NONE.of(Facts.get("/reports/1")), is(Route.DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/reports/a%2Fb", "/reports/;x", "/reports/a\\b", "/x/../reports/a"})
  void aReadingThatMatchesIsEnoughForAGate(String raw) {
    assertThat(ROUTES.of(Facts.get(raw)), is(ITEM));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/reports/..%2fstatic",
        "/reports/..%2f..%2fstatic/x",
        "/reports/..;/static/x",
        "/reports/..\\static/x",
        "/static/../reports/x",
        "/static/..%2freports/x",
        "/static/..;/reports/x",
        "/static//../../reports/x"
      })
  void noPathPassesByTheGateThatABackendMayTakeForAnother(String raw) {
    assertThat(ROUTES.of(Facts.get(raw)).gate().isPresent(), is(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/static/a;v=1", "/static/a%2Fb", "//static/x", "/static/./x"})
  void aPathPassesByTheGateIfAllItsReadingsDo(String raw) {
    boolean merged = raw.startsWith("//");
    assertThat(ROUTES.of(Facts.get(raw)), is(merged ? Route.DEFAULT : PASSES_BY));
  }
}
