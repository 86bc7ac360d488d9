package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsChangesTest {

  private static final String TWO_ROUTES =
      """
      gate:
        permits: 8
      gates:
        uploads:
          permits: 3
      routes:
        - {name: reports, path: /reports, permits: 2}
        - {name: videos, path: /videos, gate: uploads}
      """;

  private static SettingsChanges between(String before, String after, String... flags) {
    return SettingsChanges.between(ConfigFile.read(before, flags), ConfigFile.read(after, flags));
  }

  private static List<String> live(String before, String after) {
    SettingsChanges changes = between(before, after);
    assertThat(changes.needingRestart(), empty());
    return changes.live().stream().map(SettingChange::toString).toList();
  }

  @Test
  void theSameSettingsInOtherWordsHaveNoChange() {
    assertThat(between("gate: {permits: 8}", "# eight\ngate:\n  permits: 8\n").isEmpty(), is(true));
    assertThat(between("", "gate: {permits: 16}").isEmpty(), is(true));
  }

  @Test
  void aChangeIsSaidWithBothValues() {
    assertThat(
        live("gate: {permits: 8}", "gate: {max-wait: 1s}"),
        contains("gate.permits: 8 -> 16", "gate.max-wait: 250ms -> 1s"));
    assertThat(live("", "server: {max-body: 1MB}"), contains("server.max-body: (not set) -> 1MB"));
  }

  @Test
  void routesAndGatesAreComparedByTheirNames() {
    String after =
        """
        gate:
          permits: 8
        gates:
          uploads:
            permits: 4
          other:
            permits: 1
        routes:
          - {name: new, path: /new, gate: other}
          - {name: reports, path: /reports, permits: 1}
          - {name: videos, path: /videos, gate: uploads}
        """;
    assertThat(
        live(TWO_ROUTES, after),
        contains(
            "gates: uploads -> uploads, other",
            "gates.uploads.permits: 3 -> 4",
            "routes: reports, videos -> new, reports, videos",
            "routes[reports].permits: 2 -> 1"));
  }

  @Test
  void secretsAreNotShown() {
    SettingsChanges changes =
        between("backend: {jdbc: {password: one}}", "backend: {jdbc: {password: two}}");
    assertThat(
        SettingsChanges.said(changes.needingRestart()), is("backend.jdbc.password: (not shown)"));
  }

  @Test
  void aValueStaysInItsLine() {
    SettingChange change = new SettingChange("server.via", "a", "b\nERROR c");
    assertThat(change.toString(), is("server.via: a -> b ERROR c"));
  }

  @Test
  void whatNeedsARestartIsToldApart() {
    SettingsChanges changes = between("", "server: {port: 81}\ngate: {permits: 8}");
    assertThat(changes.live(), contains(new SettingChange("gate.permits", "16", "8")));
    assertThat(changes.needingRestart(), contains(new SettingChange("server.port", "8080", "81")));
  }

  @Test
  void anotherKindOfBackendNeedsARestart() {
    SettingsChanges changes = between("", "backend: {http: {url: 'http://a'}}");
    assertThat(
        changes.needingRestart(), contains(new SettingChange("backend.http.url", "", "http://a")));
  }

  @Test
  void thePageOfSettingsNamesTheKeysThatNeedARestart() throws IOException {
    String page = Files.readString(Path.of("docs/settings.md"));
    int begin = page.indexOf("\n- ", page.indexOf("These keys need a restart:"));
    String list = page.substring(begin, page.indexOf("\n\n", begin));
    Set<String> named =
        Pattern.compile("`([^`]+)`")
            .matcher(list)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    for (String key : LiveKeys.others()) {
      boolean isNamed =
          named.stream()
              .anyMatch(
                  name ->
                      name.endsWith("*")
                          ? key.startsWith(name.substring(0, name.length() - 1))
                          : key.equals(name));
      assertThat(key, isNamed, is(true));
    }
    List<String> live =
        named.stream()
            .filter(
                key ->
                    LiveKeys.others().stream()
                        .noneMatch(other -> other.startsWith(key.replace("*", ""))))
            .toList();
    assertThat(live, empty());
  }

  @Test
  void aChangeThatAStrongerPlaceOverridesIsSaid() {
    SettingsChanges changes =
        between(
            "gate: {permits: 8, max-wait: 1s}",
            "gate: {permits: 9, max-wait: 1s}",
            "--gate.permits=4",
            "--gate.max-wait=2s");
    assertThat(changes.isEmpty(), is(true));
    assertThat(
        changes.withoutEffect().stream()
            .map(line -> line.replaceAll("in \\S*/weir", "in weir"))
            .toList(),
        contains(
            "gate.permits=9 (in weir.yaml, line 1) has no effect because"
                + " gate.permits=4 (on the command line) is stronger"));
  }

  @Test
  void onlyTheFirstOfManyChangesAreNamed() {
    List<SettingChange> many =
        Stream.iterate(1, n -> n + 1)
            .limit(20)
            .map(n -> new SettingChange("key" + n, "a", "b"))
            .toList();
    assertThat(SettingsChanges.said(many), endsWith("key8: a -> b and 12 more"));
  }

  private static long fingerprint(String yaml) {
    return ConfigFile.read(yaml).given().fingerprint();
  }

  @Test
  void theFingerprintIsThatOfTheValuesInForce() {
    long usual = fingerprint("");
    assertThat(fingerprint("gate: {permits: 16}"), is(usual));
    assertThat(fingerprint("gate: {permits: 8}"), is(not(usual)));
    assertThat(fingerprint(TWO_ROUTES), is(not(fingerprint(TWO_ROUTES.replace("2}", "1}")))));
    assertThat((long) (double) usual, is(usual));
  }

  @Test
  void theFingerprintTellsNothingOfSecrets() {
    assertThat(fingerprint("backend: {jdbc: {password: one}}"), is(fingerprint("")));
  }
}
