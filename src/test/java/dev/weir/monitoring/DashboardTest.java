package dev.weir.monitoring;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import dev.weir.backend.RetryReason;
import dev.weir.gate.ShedReason;
import dev.weir.monitoring.Dashboard.Panel;
import dev.weir.problem.Rejection;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValueType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The dashboard keeps the rules of Grafana's dashboard-linter, and asks for nothing that is not
 * there.
 */
class DashboardTest {

  private static final String PANELS = "dev.weir.monitoring.Dashboard#panels";
  private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}");
  private static final Pattern SERIES = Pattern.compile("(\\w+)\\{([^}]*)}");
  private static final Pattern RANGE = Pattern.compile("\\[([^]]*)]");
  private static final Exposition LIVE = Exposition.live();
  private static final Set<String> KNOWN = known();

  /** Those of Weir, and the one that Prometheus itself makes for every target. */
  private static Set<String> known() {
    Set<String> known = new HashSet<>(LIVE.names());
    known.add("up");
    return known;
  }

  private final Dashboard dashboard = Dashboard.read();

  @Test
  void itAnswersItsQuestionsInTheirOrder() {
    assertThat(
        dashboard.rows(),
        contains(
            "Is it up, and does it fail?",
            "Are we shedding?",
            "Who waits?",
            "Which route, which callers?",
            "How is the limit shared?",
            "What would another limit do?",
            "Is the backend slow?",
            "What is the process doing?"));
  }

  @Test
  void itCanBeLinkedToAndNotBeEdited() {
    JsonObject json = dashboard.json();
    assertThat(json.stringValue("uid", ""), is("weir"));
    assertThat(json.value("id").orElseThrow().type(), is(JsonValueType.NULL));
    assertThat(json.booleanValue("editable", true), is(false));
    assertThat(json.intValue("schemaVersion", 0), is(greaterThanOrEqualTo(39)));
  }

  @Test
  void theDataSourceIsAVariable() {
    JsonObject source = dashboard.variable("datasource");
    assertThat(source.stringValue("type", ""), is("datasource"));
    assertThat(source.stringValue("query", ""), is("prometheus"));
    assertThat(source.stringValue("label", ""), is("Data source"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"job", "instance", "gate", "route"})
  void manyOrAllOfThemCanBeChosen(String name) {
    JsonObject variable = dashboard.variable(name);
    assertThat(variable.stringValue("type", ""), is("query"));
    assertThat(uid(variable), is("${datasource}"));
    assertThat(variable.stringValue("label", "").toLowerCase(Locale.ROOT), is(name));
    assertThat(variable.booleanValue("multi", false), is(true));
    assertThat(variable.stringValue("allValue", ""), is(".+"));
    assertThat("refreshed when the time changes", variable.intValue("refresh", 0), is(2));
    assertThat(PromQl.metrics(definition(variable)), everyItem(is(in(LIVE.names()))));
  }

  /** Drops what is not a query: {@code label_values(query, label)}. */
  private static String definition(JsonObject variable) {
    return variable.stringValue("definition", "").replaceAll("^label_values\\((.*),.*\\)$", "$1");
  }

  @Test
  void firingAlertsAreMarkedInEveryPanel() {
    assertThat(
        dashboard.annotations().map(note -> note.stringValue("expr", "")).toList().toString(),
        containsString("ALERTS{alertname=~\"Weir.+\", alertstate=\"firing\""));
  }

  @Test
  void noTwoPanelsLieInTheSamePlace() {
    Set<String> taken = new HashSet<>();
    Dashboard.panels()
        .flatMap(DashboardTest::cells)
        .forEach(cell -> assertThat(cell + " is free", taken.add(cell), is(true)));
  }

  private static Stream<String> cells(Panel panel) {
    JsonObject grid = panel.json().objectValue("gridPos").orElseThrow();
    int x = grid.intValue("x", 0);
    int y = grid.intValue("y", 0);
    int right = x + grid.intValue("w", 0);
    assertThat(panel + " ends within 24 columns", right <= 24, is(true));
    return IntStream.range(y, y + grid.intValue("h", 0))
        .boxed()
        .flatMap(row -> IntStream.range(x, right).mapToObj(column -> column + "," + row));
  }

  @Test
  void panelsHaveAnIdentityOfTheirOwn() {
    List<Integer> ids = Dashboard.panels().map(p -> p.json().intValue("id", 0)).toList();
    assertThat(new HashSet<>(ids), hasSize(ids.size()));
  }

  @ParameterizedTest
  @MethodSource(PANELS)
  void aPanelSaysWhatItShowsAndInWhichUnit(Panel panel) {
    assertThat(panel.title(), is(not(emptyString())));
    assertThat(panel.json().stringValue("description", ""), is(not(emptyString())));
    assertThat(
        defaults(panel).stringValue("unit", ""),
        is(oneOf("reqps", "percentunit", "s", "bytes", "short")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Failed", "Shed", "Connections", "Permits out", "Waiting room"})
  void aRatioTurnsYellowAndThenRed(String title) {
    Panel panel =
        Dashboard.panels().filter(one -> one.title().equals(title)).findFirst().orElseThrow();
    JsonObject thresholds = defaults(panel).objectValue("thresholds").orElseThrow();
    assertThat(
        Dashboard.objects(thresholds, "steps").map(step -> step.stringValue("color", "")).toList(),
        contains("green", "yellow", "red"));
  }

  static Stream<String> reasons() {
    return Stream.of(
            Arrays.stream(ShedReason.values()).map(ShedReason::label),
            Arrays.stream(Rejection.values()).map(Rejection::label),
            Arrays.stream(RetryReason.values()).map(RetryReason::label))
        .flatMap(labels -> labels);
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void everyReasonIsExplained(String reason) {
    assertThat(
        Dashboard.panels().map(panel -> panel.json().stringValue("description", "")).toList(),
        hasItem(containsString(reason)));
  }

  private static JsonObject defaults(Panel panel) {
    return panel
        .json()
        .objectValue("fieldConfig")
        .orElseThrow()
        .objectValue("defaults")
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource(PANELS)
  void aPanelAsksTheChosenDataSource(Panel panel) {
    assertThat(panel.queries(), is(not(List.of())));
    assertThat(uid(panel.json()), is("${datasource}"));
    Dashboard.objects(panel.json(), "targets")
        .forEach(target -> assertThat(uid(target), is("${datasource}")));
  }

  private static String uid(JsonObject of) {
    return of.objectValue("datasource").orElseThrow().stringValue("uid", "");
  }

  @ParameterizedTest
  @MethodSource(PANELS)
  void aPanelAsksForTheChosenJobsAndInstances(Panel panel) {
    for (String query : panel.queries()) {
      List<String> selectors = SELECTOR.matcher(query).results().map(MatchResult::group).toList();
      assertThat(query, selectors.size(), is(greaterThanOrEqualTo(1)));
      assertThat(selectors, everyItem(containsString("job=~\"$job\", instance=~\"$instance\"")));
    }
  }

  @ParameterizedTest
  @MethodSource(PANELS)
  void aPanelAsksForTheChosenGatesAndRoutes(Panel panel) {
    for (String query : panel.queries()) {
      for (MatchResult series : SERIES.matcher(query).results().toList()) {
        for (String label : LIVE.labels(series.group(1), Set.of("gate", "route"))) {
          assertThat(query, series.group(2), containsString(label + "=~\"$" + label + "\""));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(PANELS)
  void aRateIsTakenOverAnIntervalThatHoldsEnoughScrapes(Panel panel) {
    for (String query : panel.queries()) {
      assertThat(
          RANGE.matcher(query).results().map(range -> range.group(1)).toList(),
          everyItem(is("$__rate_interval")));
    }
  }

  @ParameterizedTest
  @MethodSource(PANELS)
  void whatOnlyGrowsIsShownAsARateAndNothingElseIs(Panel panel) {
    for (String query : panel.queries()) {
      for (String metric : PromQl.metrics(query)) {
        boolean rated = query.matches(".*\\b(rate|increase)\\(" + metric + "\\{.*");
        assertThat(metric + " in " + query, rated, is(LIVE.counts(metric)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource(PANELS)
  void everyMetricThatAPanelNamesIsThere(Panel panel) {
    for (String query : panel.queries()) {
      assertThat(PromQl.metrics(query), everyItem(is(in(KNOWN))));
      assertThat(query, PromQl.metrics(query), is(not(Set.of())));
    }
  }
}
