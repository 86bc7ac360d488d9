package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.strategy.Reject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedGatesTest {

  private static final String TWO_GATES =
      """
      gate:
        permits: 8
      gates:
        uploads:
          strategy: reject
          permits: 3
        reports:
          max-wait: 5s
          fair-by: route, address
          priority:
            trust: everyone
      routes:
        - {name: upload, path: /upload, gate: uploads}
        - {name: report, path: /report, gate: reports, permits: 9, cost: "header:X-Cost"}
        - {name: lookup, path: /lookup, permits: 2}
      """;

  private static GateSettings gate(String name) {
    return Objects.requireNonNull(ConfigFile.read(TWO_GATES).settings().gates().get(name));
  }

  @Test
  void gatesAreInTheOrderOfTheFileAfterTheDefaultOne() {
    List<String> names = List.copyOf(ConfigFile.read(TWO_GATES).settings().gates().keySet());
    assertThat(names, contains("default", "uploads", "reports"));
  }

  @Test
  void aGateHasTheKeysOfGateWithTheSameDefaults() {
    assertThat(gate("uploads").strategy(), is(new Reject(3)));
    assertThat(gate("reports").limits(), is(new GateLimits(16, 64, Duration.ofSeconds(5))));
    assertThat(gate("reports").fieldsOfProxiesOnly(), is(false));
    assertThat(gate("reports").fairBy(), contains(new FairKey.Route(), new FairKey.Address()));
    assertThat(gate("default").limits().permits(), is(8));
  }

  @Test
  void aGateHasThePartitionsOfItsOwnRoutes() {
    String part = new Partition("report", 9, GateLimits.UNBOUNDED, 0).toString();
    assertThat(gate("reports").strategy().toString(), containsString(part));
    assertThat(gate("default").strategy().toString(), not(containsString(part)));
  }

  @Test
  void aGateInWhichNothingIsSetHasTheDefaults() {
    Settings settings =
        ConfigFile.read("gates: {a: {}, b: }\nroutes: [{name: r, path: /r, gate: a}]").settings();
    assertThat(List.copyOf(settings.gates().keySet()), contains("default", "a", "b"));
    assertThat(settings.gates().get("a"), is(settings.gate()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: {permits: 0}}       | gates.a.permits=0 (in weir.yaml, line 1): must be a whole number from 1 to 1000000
          {a: {fair-by: me}}      | gates.a.fair-by=me (in weir.yaml, line 1): must be none, address, route, header:NAME, or two of these such as header:X-Tenant, address
          {a: {strategy: x}}      | gates.a.strategy=x (in weir.yaml, line 1): must be one of none, block, reject, wait-then-shed, worker-pool, token-bucket, leaky-bucket, demand, priority, adaptive, codel
          {a: {strategy: adaptive, permits: 50, adaptive: {max-permits: 40}}} | gates.a.permits=50 (in weir.yaml, line 1): must be within what adaptive may choose from, 1 to 40
          {a: {permit: 1}}        | gates.a.permit (in weir.yaml, line 1): there is no such key; the nearest is gates.a.permits
          {A: {permits: 1}}       | gates.A (in weir.yaml, line 1): a gate must have a name of small letters, digits and hyphens, at most 40, and not default or none
          {none: {permits: 1}}    | gates.none (in weir.yaml, line 1): a gate must have a name of small letters, digits and hyphens, at most 40, and not default or none
          {default: {permits: 1}} | gates.default (in weir.yaml, line 1): a gate must have a name of small letters, digits and hyphens, at most 40, and not default or none
          [{name: a}]             | gates[0].name (in weir.yaml, line 1): each of routes begins with - name: NAME, and each of gates with NAME:
          """)
  void aMistakeIsOneLineWithTheKeyAsItWasWritten(String gates, String line) {
    assertThat(ConfigFile.complaint("gates: " + gates), is(line));
  }

  @Test
  void aRouteFitsInItsOwnGate() {
    assertThat(
        ConfigFile.complaint(
            "gates: {a: {permits: 4}}\nroutes: [{name: r, path: /r, gate: a, permits: 5}]"),
        is("routes[0].permits=5 (in weir.yaml, line 2): must be at most gates.a.permits, 4"));
  }

  @Test
  void thereAreAtMostTwentyGates() {
    assertThat(ConfigFile.read(many(20)).settings().gates().size(), is(21));
    assertThat(
        ConfigFile.complaint(many(21)),
        is(
            "gates.g20 (in weir.yaml, line 22): there can be at most 20 gates, since each has"
                + " metrics of its own"));
  }

  private static String many(int gates) {
    return IntStream.range(0, gates)
        .mapToObj("  g%d: {permits: 1}\n"::formatted)
        .collect(Collectors.joining("", "gates:\n", ""));
  }
}
