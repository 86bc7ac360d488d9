package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.gate.GateLimits;
import dev.weir.gate.shadow.EnforcedShare;
import dev.weir.gate.shadow.ShadowStrategy;
import dev.weir.gate.strategy.CoDel;
import dev.weir.gate.strategy.None;
import dev.weir.gate.strategy.Reject;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.WaitThenShed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is tried at a gate, and for whom it is enforced. */
class TrialSettingsTest {

  private static TrialSettings trial(String gate) {
    return ConfigFile.read("gate: {" + gate + "}").settings().gate().trial();
  }

  private static List<String> labels(String gate) {
    return trial(gate).shadows().stream().map(ShadowStrategy::label).toList();
  }

  private static Strategy first(String gate) {
    return trial(gate).shadows().getFirst().strategy();
  }

  private static Strategy inForce(String gate) {
    return ConfigFile.read("gate: {" + gate + "}").settings().gate().inForce();
  }

  @Test
  void usuallyAllIsEnforcedAndNothingTried() {
    TrialSettings usual = trial("permits: 8");
    assertThat(usual.mode(), is(GateMode.ENFORCE));
    assertThat(usual.enforced(), is(EnforcedShare.ALL));
    assertThat(usual.shadows(), is(empty()));
  }

  @Test
  void strategiesAreListedInEitherWay() {
    assertThat(labels("shadow: [codel, adaptive]"), contains("codel", "adaptive"));
    assertThat(labels("shadow: 'codel, adaptive'"), contains("codel", "adaptive"));
  }

  @Test
  void aStrategyHasTheSettingsOfTheGate() {
    assertThat(
        first("shadow: codel, permits: 3, codel: {target: 7ms}"),
        is(
            new CoDel(
                new GateLimits(3, 64, Duration.ofMillis(250)),
                Duration.ofMillis(7),
                Duration.ofMillis(100))));
  }

  @Test
  void aStrategyMayHaveSomeSettingsOfItsOwn() {
    String gate = "shadow: [\"wait-then-shed  permits=8 max-wait=1s\", codel], waiting-room: 5";
    assertThat(labels(gate), contains("wait-then-shed permits=8 max-wait=1s", "codel"));
    assertThat(
        first(gate), is(new WaitThenShed(new GateLimits(8, 5, Duration.ofSeconds(1)), true)));
  }

  @Test
  void aGateInShadowTriesItsOwnStrategyAndLetsAllPass() {
    String gate = "mode: shadow, strategy: reject, permits: 2, shadow: codel";
    assertThat(labels(gate), contains("reject", "codel"));
    assertThat(first(gate), is(new Reject(2)));
    assertThat(inForce(gate), is(new None()));
  }

  @Test
  void aGateThatIsOffTriesNothingAndLetsAllPass() {
    assertThat(labels("mode: 'off', shadow: codel"), is(empty()));
    assertThat(inForce("mode: 'off'"), is(new None()));
  }

  @Test
  void aNamedGateHasItsOwn() {
    Settings settings = ConfigFile.read("gates: {reports: {mode: shadow, permits: 4}}").settings();
    assertThat(settings.gate().trial().shadows(), is(empty()));
    assertThat(
        settings.gates().values().stream()
            .flatMap(gate -> gate.trial().shadows().stream())
            .map(ShadowStrategy::label)
            .toList(),
        contains("wait-then-shed"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shadow: codell                            | codell must be one of none, block,
          shadow: [codel, codel]                    | has codel twice
          shadow: none                              | must not have none
          mode: shadow, shadow: wait-then-shed      | has wait-then-shed twice
          shadow: reject permits=x                  | gate.permits=x (in gate.shadow): must be a whole number
          shadow: reject max-wait=1s                | reject has no setting max-wait; it has permits
          shadow: reject permits                    | must have names of strategies with commas between
          shadow: adaptive adaptive.max-permits=9   | gate.permits=16 (in application.yaml
          enforce: 10                               | must be a share from 0% to 100%, such as 10%
          mode: on                                  | must be one of enforce, shadow, off
          """)
  void whatMakesNoSenseIsRefusedInOneLine(String gate, String complaint) {
    String said = ConfigFile.complaint("gate: {" + gate + "}");
    assertThat(said, containsString(complaint));
    assertThat(said, not(containsString("\n")));
  }

  @Test
  void thereAreAtMostEight() {
    String nine =
        "shadow: [codel, block, reject, demand, reject permits=1, reject permits=2, reject"
            + " permits=3, reject permits=4, reject permits=5]";
    assertThat(ConfigFile.complaint("gate: {" + nine + "}"), containsString("at most 8"));
  }

  @ParameterizedTest
  @CsvSource({"'mode: shadow', gate.mode", "'shadow: codel', gate.shadow"})
  void replicasThatShareTheirPermitsTryNothing(String gate, String key) {
    String said = ConfigFile.complaint("gate: {" + gate + "}\ncluster: {peers: 'dns:weir'}");
    assertThat(said, startsWith(key));
    assertThat(said, containsString("can't be used at a gate whose permits replicas share"));
  }

  @Test
  void settingsOfWhatIsTriedHaveAnEffect() {
    assertThat(ConfigFile.notes("gate: {shadow: codel, codel: {target: 7ms}}"), is(empty()));
    assertThat(
        ConfigFile.notes("gate: {shadow: codel codel.target=1ms, codel: {target: 7ms}}"),
        hasItem(startsWith("gate.codel.target=7ms")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mode: shadow, enforce: 10%    | gate.enforce=10%
          mode: 'off', shadow: codel    | gate.shadow=codel
          mode: shadow, strategy: none  | gate.mode=shadow
          """)
  void whatHasNoEffectIsSaid(String gate, String note) {
    assertThat(ConfigFile.notes("gate: {" + gate + "}"), hasItem(startsWith(note)));
  }
}
