package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  private static final List<String> STRATEGIES =
      List.of("none", "block", "wait-then-shed", "adaptive", "codel", "brand-new");

  private static Options read(String... args) {
    return Options.read(List.of(args), STRATEGIES);
  }

  private static List<String> strategies(Options options) {
    return options.cells().stream().map(Cell::strategy).distinct().toList();
  }

  private static List<String> scenarios(Options options) {
    return options.cells().stream().map(Cell::scenario).distinct().toList();
  }

  @Test
  void byDefaultAllIsMeasuredFor18SecondsEach() {
    Options options = read();
    assertThat(
        strategies(options),
        contains("none", "block", "wait-then-shed", "adaptive", "codel", "brand-new"));
    assertThat(scenarios(options), is(Scenarios.names()));
    assertThat(options.timing().duration(), is(Duration.ofSeconds(18)));
    assertThat(options.folder(), is(Path.of("weir-lab")));
  }

  @Test
  void aScenarioThatSuitsOnlySomeIsRunForThemAlone() {
    assertThat(
        read("--scenarios=too-few").cells(),
        contains(new Cell("too-few", "wait-then-shed"), new Cell("too-few", "adaptive")));
    assertThat(scenarios(read("--strategies=codel")), not(hasItem("too-few")));
  }

  @Test
  void everyScenarioComparesAnAdaptiveLimitWithAFixedOne() {
    for (String scenario : Scenarios.names()) {
      assertThat(
          read().cells(),
          hasItems(new Cell(scenario, "wait-then-shed"), new Cell(scenario, "adaptive")));
    }
  }

  @Test
  void aPairOfWhichBothAreNamedIsRunAllTheSame() {
    assertThat(
        read("--scenarios=too-few", "--strategies=codel").cells(),
        contains(new Cell("too-few", "codel")));
  }

  @Test
  void whatIsNamedIsRunInThatOrderAndOnce() {
    assertThat(
        read("--scenarios=stall,ramp", "--strategies=none, block,none").cells(),
        contains(
            new Cell("stall", "none"),
            new Cell("stall", "block"),
            new Cell("ramp", "none"),
            new Cell("ramp", "block")));
  }

  @Test
  void aQuickRunTakesAFewOfEach() {
    Options options = read("--quick");
    assertThat(strategies(options), contains("none", "block", "wait-then-shed", "codel"));
    assertThat(scenarios(options), contains("ramp", "stall"));
    assertThat(options.cells(), hasSize(8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --strategie=codel   | --strategie=codel: there is no such option
          --quick=yes         | --quick=yes: there is no such option
          --duration          | --duration: there is no such option
          codel               | codel: there is no such option
          --strategies=codle  | --strategies=codle: there is no "codle"; there are none, block
          --strategies=       | --strategies=: there is no ""
          --scenarios=rampe   | --scenarios=rampe: there is no "rampe"; there are ramp, burst
          --duration=soon     | --duration=soon: must be a duration from 3s to 1800s
          --duration=2s       | --duration=2s: must be a duration from 3s to 1800s
          """)
  void aBadOptionIsOneLineThatSaysWhatThereIs(String arg, String complaint) {
    var e = assertThrows(SettingsException.class, () -> read(arg));
    assertThat(e.getMessage(), startsWith(complaint));
    assertThat(String.valueOf(e.getMessage()).lines().count(), is(1L));
  }

  @Test
  void aQuickRunThatCantBeQuickIsRefused() {
    var tooLong = assertThrows(SettingsException.class, () -> read("--quick", "--duration=10s"));
    assertThat(tooLong.getMessage(), containsString("8 pairs can't be measured within 90 s"));
    String[] all = {"--quick", "--scenarios=" + String.join(",", Scenarios.names())};
    assertThrows(SettingsException.class, () -> read(all));
  }
}
