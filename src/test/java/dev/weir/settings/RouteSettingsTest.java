package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.WaitThenShed;
import dev.weir.routing.AllOf;
import dev.weir.routing.Cost;
import dev.weir.routing.HeaderMatcher;
import dev.weir.routing.HostMatcher;
import dev.weir.routing.MethodMatcher;
import dev.weir.routing.PathPattern;
import dev.weir.routing.Route;
import dev.weir.routing.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteSettingsTest {

  private static final String ALL_KEYS =
      """
      routes:
        - name: reports
          path: /reports/**
          method: GET, HEAD
          host: "*.example.com"
          header: "X-Kind: batch"
          permits: 4
          waiting-room: 8
          guaranteed: 2
          max-wait: 100ms
          priority: low
          cost: header:X-Cost
          response-cost: X-Used
          timeout: 2s
        - name: lookup
          path: /lookup
        - name: static
          path: /static/**
          gate: none
      """;

  private static Routes routes(String yaml) {
    return ConfigFile.read(yaml).settings().routes();
  }

  private static Routes.Rule only(String keys) {
    List<Routes.Rule> rules = routes("routes: [{name: r, " + keys + "}]").rules();
    assertThat(rules, hasSize(1));
    return rules.getFirst();
  }

  @Test
  void aRouteHasAllThatItsKeysSay() {
    Routes.Rule reports = routes(ALL_KEYS).rules().getFirst();
    assertThat(
        reports.route(),
        is(
            new Route(
                "reports",
                Optional.of("default"),
                new Partition("reports", 4, 8, 2),
                100_000_000,
                Optional.of(Priority.LOW),
                new Cost.Field("X-Cost", true),
                Optional.of("X-Used"),
                Optional.of(Duration.ofSeconds(2)))));
    assertThat(
        reports.matcher(),
        is(
            new AllOf(
                List.of(
                    PathPattern.of("/reports/**"),
                    new MethodMatcher(Set.of("GET", "HEAD")),
                    HostMatcher.of("*.example.com"),
                    new HeaderMatcher("X-Kind", Optional.of("batch"))))));
  }

  @Test
  void routesAreInTheOrderOfTheFile() {
    List<String> names =
        routes(ALL_KEYS).rules().stream().map(Routes.Rule::route).map(Route::name).toList();
    assertThat(names, contains("reports", "lookup", "static"));
  }

  @Test
  void aRouteThatSaysNothingElseIsTheDefaultWithAnotherName() {
    Route route = only("path: /a").route();
    assertThat(route.gate(), is(Optional.of("default")));
    assertThat(route.partition(), is(Partition.WHOLE));
    assertThat(route.maxWaitNanos(), is(Arrival.GATES_MAX_WAIT));
    assertThat(route.cost(), is(new Cost.Fixed(1)));
    assertThat(route.timeout(), is(Optional.empty()));
  }

  @Test
  void aRoutePassesByAllGatesIfItsGateIsNone() {
    assertThat(only("path: /a, gate: none").route().gate(), is(Optional.empty()));
  }

  @Test
  void aCostIsANumberAFieldOrAUnitOfTheLength() {
    assertThat(only("path: /a, cost: 3").route().cost(), is(new Cost.Fixed(3)));
    assertThat(
        only("path: /a, cost: content-length/64KB").route().cost(), is(new Cost.Length(65_536)));
    Routes trusting =
        ConfigFile.read(
                "routes: [{name: r, path: /a, cost: 'header:X-Cost'}]",
                "--gate.priority.trust=everyone")
            .settings()
            .routes();
    assertThat(trusting.rules().getFirst().route().cost(), is(new Cost.Field("X-Cost", false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "routes:", "routes: []", "routes:\n  -\n", "gates:", "gates: {}"})
  void withoutRoutesAllIsAsBefore(String yaml) {
    assertThat(
        ConfigFile.read(yaml).settings(), is(Settings.read(List.of(), Map.of(), new Properties())));
  }

  @Test
  void theBoundsOfARouteArePartOfItsGate() {
    Strategy strategy = ConfigFile.read(ALL_KEYS).settings().gate().strategy();
    Sharing sharing = ((WaitThenShed) strategy).sharing();
    assertThat(sharing.partitions(), contains(new Partition("reports", 4, 8, 2)));
  }

  @Test
  void aBoundThatIsNotGivenIsThatOfTheGate() {
    assertThat(
        only("path: /a, guaranteed: 3").route().partition(),
        is(new Partition("r", GateLimits.UNBOUNDED, GateLimits.UNBOUNDED, 3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait-then-shed", "worker-pool", "priority", "adaptive"})
  void aStrategyThatCanDivideItsPermitsHasThePartitions(String name) {
    Settings settings = ConfigFile.read(ALL_KEYS, "--gate.strategy=" + name).settings();
    assertThat(settings.gate().strategy().toString(), containsString("Partition[name=reports"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name       | Reports        | must be a name of small letters, digits and hyphens, at most 40, and not default
          name       | default        | and not default
          name       | a_b            | must be a name
          path       | reports        | must be a path that begins with /
          path       | /reports/      | must be in its normal spelling, /reports
          path       | /%72eports     | must be in its normal spelling, /reports
          path       | /a/**/b        | must have ** only as its last segment
          method     | get            | must be methods in capital letters
          method     | GET POST       | must be methods in capital letters
          host       | a.example:80   | must be a host without a port
          host       | '*'            | must be a host without a port
          host       | a.*.example    | must be a host without a port
          header     | 'X Kind'       | must be the name of an HTTP field
          header     | 'X-Kind:'      | must have a value after the colon
          gate       | other          | must be the name of a gate, one of default, or none
          permits    | 0              | must be a whole number from 1 to
          permits    | 17             | must be at most gate.permits, 16
          waiting-room | -1           | must be a whole number from 0 to
          waiting-room | 65           | must be at most gate.waiting-room, 64
          guaranteed | 17             | with that of the routes before it at the same gate it must be at most gate.permits, 16, not 17
          max-wait   | 2h             | must be a duration from 0s to 3600s
          priority   | urgent         | must be one of critical, high, normal, low
          cost       | 0              | must be a whole number from 1 to 1000000, header:NAME, or content-length/SIZE
          cost       | content-length/0 | content-length/SIZE such as content-length/64KB
          cost       | content-length/x | content-length/SIZE such as content-length/64KB
          cost       | 'header:X Y'   | must be the name of an HTTP field
          response-cost | a b         | must be the name of an HTTP field
          timeout    | 0              | must be a duration from 1ms to 3600s
          """)
  void aBadValueIsOneLineWithKeyValuePlaceAndRule(String key, String value, String rule) {
    String yaml =
        "routes:\n  - %s: \"%s\"\n%s%s"
            .formatted(
                key,
                value,
                key.equals("name") ? "" : "    name: r\n",
                key.equals("path") ? "" : "    path: /a\n");
    String line = ConfigFile.complaint(yaml);
    assertThat(line, startsWith("routes[0]." + key + "=" + value + " (in weir.yaml, line 2): "));
    assertThat(line, containsString(rule));
    assertThat(line.lines().count(), is(1L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{path: /a}]                         | routes[0] (in weir.yaml, line 1): must have a name, such as name: reports
          [{name: a}]                          | routes[0] (in weir.yaml, line 1): must have at least one of path, method, host and header
          [{name: a, path: /a}, {name: a, path: /b}] | routes[1].name=a (in weir.yaml, line 1): is the name of routes[0] (in weir.yaml, line 1) too
          [{name: a, path: /a, permits: 2, guaranteed: 3}] | routes[0].guaranteed=3 (in weir.yaml, line 1): must be at most the permits of the route, 2
          [{name: a, path: /a, guaranteed: 9}, {name: b, path: /b, guaranteed: 8}] | routes[1].guaranteed=8 (in weir.yaml, line 1): with that of the routes before it at the same gate it must be at most gate.permits, 16, not 17
          [{nam: a}]                           | routes[0].nam (in weir.yaml, line 1): there is no such key; the nearest is routes[0].name
          {a: {path: /a}}                      | routes.a.path (in weir.yaml, line 1): each of routes begins with - name: NAME, and each of gates with NAME:
          [/a]                                 | routes[0] (in weir.yaml, line 1): there is no such key; the nearest is routes[0].name
          """)
  void whatDoesNotGoTogetherIsRefused(String list, String line) {
    assertThat(ConfigFile.complaint("routes: " + list), is(line));
  }

  @Test
  void thereAreAtMostFiftyRoutes() {
    assertThat(routes(many(50)).rules(), hasSize(50));
    assertThat(
        ConfigFile.complaint(many(51)),
        is(
            "routes[50] (in weir.yaml, line 52): there can be at most 50 routes, since each has"
                + " metrics of its own"));
  }

  private static String many(int routes) {
    return IntStream.range(0, routes)
        .mapToObj(each -> "  - {name: r%d, path: /%d}\n".formatted(each, each))
        .collect(Collectors.joining("", "routes:\n", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "--routes[0].path=/a, routes[0].path (on the command line)",
    "--routes=a, routes (on the command line)",
    "--gates.x.permits=8, gates.x.permits (on the command line)"
  })
  void routesAndGatesAreNotForTheCommandLine(String flag, String said) {
    assertThat(
        ConfigFile.complaint("", flag),
        is(said + ": routes and gates can be given in a file only, that of --config=FILE"));
  }

  @Test
  void norForTheEnvironmentAndSystemProperties() {
    Properties property = new Properties();
    property.setProperty("gates.x.permits", "8");
    for (var read :
        List.<Runnable>of(
            () -> Settings.read(List.of(), Map.of("WEIR_ROUTES_0_PATH", "/a"), new Properties()),
            () -> Settings.read(List.of(), Map.of(), property))) {
      var e = assertThrows(SettingsException.class, read::run);
      assertThat(e.getMessage(), containsString("can be given in a file only"));
    }
  }

  @Test
  void routesOfTwoFilesAreNotMixed() {
    String other = "--config=src/main/resources/application.yaml";
    assertThat(
        ConfigFile.complaint(ALL_KEYS, other),
        is(other + ": another file has routes already; keep one list"));
  }

  @Test
  void adaptiveMayHaveAsManyPermitsAsItMayChoose() {
    String yaml = "routes: [{name: a, path: /a, permits: 300}]";
    String[] adaptive = {"--gate.strategy=adaptive", "--gate.adaptive.max-permits=200"};
    assertThat(
        ConfigFile.complaint(yaml, adaptive),
        containsString("must be at most gate.adaptive.max-permits, 200"));
  }
}
