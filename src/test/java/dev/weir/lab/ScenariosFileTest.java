package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import dev.weir.lab.load.Rate;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ScenariosFileTest {

  private static final Set<String> OF_A_SCENARIO =
      Set.of(
          "name",
          "title",
          "text",
          "question",
          "measure",
          "plots",
          "adaptive-only",
          "latency",
          "permits",
          "settings",
          "upstream",
          "routes",
          "clients",
          "phases",
          "short-phases");

  private static final Set<String> OF_A_PART =
      Set.of(
          "name",
          "callers",
          "field",
          "path",
          "patience",
          "crowd",
          "obedient",
          "pause",
          "until",
          "for",
          "load",
          "mean",
          "sigma",
          "backend",
          "capacity",
          "event",
          "counted");

  private static Stream<String> keys(Object list) {
    return ((List<?>) list)
        .stream().flatMap(each -> ((Map<?, ?>) each).keySet().stream()).map(String::valueOf);
  }

  private static List<?> scenarios() throws IOException {
    try (InputStream file = Scenarios.class.getResourceAsStream("/lab/scenarios.yaml")) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file));
    }
  }

  @Test
  void hasOnlyKeysThatAreRead() throws IOException {
    assertThat(keys(scenarios()).toList(), everyItem(is(in(OF_A_SCENARIO))));
    Stream<String> parts =
        scenarios().stream()
            .map(scenario -> (Map<?, ?>) scenario)
            .flatMap(
                scenario ->
                    Stream.of("clients", "phases", "short-phases", "upstream")
                        .filter(scenario::containsKey)
                        .map(scenario::get))
            .flatMap(ScenariosFileTest::keys);
    assertThat(parts.toList(), everyItem(is(in(OF_A_PART))));
  }

  @Test
  void numbersMayBeFractions() {
    Entry entry = new Entry(Map.of("half", "1/2", "whole", 3));
    assertThat(entry.number("half", 0), is(0.5));
    assertThat(entry.number("whole", 0), is(3.0));
    assertThat(entry.number("neither", 7), is(7.0));
  }

  @Test
  void oneMayStandWithoutBrackets() {
    Entry entry = new Entry(Map.of("one", 0.5, "two", List.of(1, 2)));
    assertThat(entry.texts("one"), is(List.of("0.5")));
    assertThat(entry.texts("two"), is(List.of("1", "2")));
    assertThat(entry.texts("none"), is(List.of()));
  }

  @Test
  void aPhaseLastsForTheShortestOfItsLengths() {
    Entry burst =
        Entry.of(
            Map.of(
                "measure",
                "goodput",
                "phases",
                List.of(Map.of("for", List.of("5s", "1/3"), "load", 2), Map.of("load", 1))));
    assertThat(
        ScenarioReader.read(burst, Duration.ofSeconds(9)).load().offered().spans().getFirst(),
        is(new Rate.Span(0, 3_000_000_000L, 800)));
  }
}
