package dev.weir.monitoring;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import dev.weir.monitoring.Rules.Rule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The rules name metrics that exist, and each alert has a runbook. */
class RulesTest {

  private static final String ALL = "dev.weir.monitoring.Rules#all";
  private static final String ALERTS = "dev.weir.monitoring.Rules#alerts";

  /** Made by Prometheus itself, for every target. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up");

  private static final Set<String> LIVE = Exposition.live().names();

  private static Set<String> known() {
    Set<String> known = new HashSet<>(LIVE);
    known.addAll(OF_PROMETHEUS);
    Rules.all().flatMap(rule -> rule.recorded().stream()).forEach(known::add);
    return known;
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void everyMetricThatARuleNamesIsThere(Rule rule) {
    Set<String> metrics = PromQl.metrics(rule.expression());
    assertThat(metrics, is(not(Set.of())));
    assertThat(metrics, everyItem(is(in(known()))));
  }

  @ParameterizedTest
  @MethodSource(ALERTS)
  void anAlertHasASeverityASummaryAndARunbook(Rule alert) throws IOException {
    assertThat(alert.labels().get("severity"), is(oneOf("critical", "warning")));
    assertThat(alert.annotations(), hasKey("summary"));
    assertThat(alert.annotations(), hasKey("description"));
    String name = alert.alert().orElseThrow();
    assertThat(
        alert.annotations().get("runbook_url"),
        is("{{ $externalLabels.runbook_base }}#" + name.toLowerCase(Locale.ROOT)));
    assertThat(
        "the runbook of " + name,
        Files.readString(Path.of("docs/runbook.md")),
        containsString("\n## " + name + "\n"));
  }

  @ParameterizedTest
  @MethodSource(ALERTS)
  void anAlertIsTestedToFireAndNotToFire(Rule alert) throws IOException {
    String tests = Files.readString(Path.of("prometheus-rules/alerts-test.yml"));
    String name = alert.alert().orElseThrow();
    assertThat(tests, containsString("- alertname: " + name + "\n"));
    assertThat(tests, containsString("- {alertname: " + name + ", "));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aRuleNamesNoJob(Rule rule) {
    assertThat(rule.expression(), not(containsString("job=")));
  }

  @Test
  void whereTheRunbooksAreIsSaidOnceAndCanBeClicked() throws IOException {
    Map<String, Map<String, Map<String, String>>> prometheus =
        new Yaml().load(Files.readString(Path.of("prometheus.yml")));
    String base = prometheus.get("global").get("external_labels").get("runbook_base");
    assertThat(URI.create(base).isAbsolute(), is(true));
  }

  @Test
  void theNamesInAQueryAreFound() {
    String query =
        "histogram_quantile(0.9, sum by (le, job) (rate(a_bucket{x=\"b\"}[1m]))) > on (job) 1e9 *"
            + " c:d";
    assertThat(PromQl.metrics(query), is(Set.of("a_bucket", "c:d")));
    assertThat(
        Stream.of("time() - a", "absent(a{b=\"c\"})").map(PromQl::metrics).toList(),
        everyItem(is(Set.of("a"))));
  }
}
