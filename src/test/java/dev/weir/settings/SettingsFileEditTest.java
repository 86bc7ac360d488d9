package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One value of a file changes, and not another character of it. */
class SettingsFileEditTest {

  @TempDir private Path folder;

  private String edited(String before, String key, String value) throws IOException {
    Path file = Files.writeString(folder.resolve("weir.yaml"), before);
    SequencedMap<String, String> values = new LinkedHashMap<>(Map.of(key, value));
    return SettingsFileEdit.of(List.of(file), values).after();
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        edit("gate:\n  permits: 8 # eight\n", "gate.permits", "9", "gate:\n  permits: 9 # eight\n"),
        edit("gate: {permits: 8}", "gate.permits", "9", "gate: {permits: 9}"),
        edit("gate:\r\n  permits: '8'\r\n", "gate.permits", "9", "gate:\r\n  permits: 9\r\n"),
        edit("gate.permits: 8\n", "gate.permits", "9", "gate.permits: 9\n"),
        edit("gate:\n  permits: # many\n", "gate.permits", "9", "gate:\n  permits: 9 # many\n"),
        edit("é: 1\ngate: {permits: 8}\n", "gate.permits", "9", "é: 1\ngate: {permits: 9}\n"),
        edit("😀: 1\ngate: {permits: 8}\n", "gate.permits", "9", "😀: 1\ngate: {permits: 9}\n"),
        edit("\uFEFFgate: {permits: 8}\n", "gate.permits", "9", "\uFEFFgate: {permits: 9}\n"),
        edit(
            "gate:\n    permits: 8 # eight\n\n# Then logs.\nlog:\n  level: info\n",
            "gate.max-wait",
            "3s",
            "gate:\n    permits: 8 # eight\n    max-wait: 3s\n\n# Then logs.\nlog:\n  level: info\n"),
        edit("gate:\n  permits: 8", "gate.max-wait", "3s", "gate:\n  permits: 8\n  max-wait: 3s"),
        edit(
            "gate:\r\n  permits: 8\r\n",
            "gate.max-wait",
            "3s",
            "gate:\r\n  permits: 8\r\n  max-wait: 3s\r\n"),
        edit("gate: {permits: 8}", "gate.max-wait", "3s", "gate: {permits: 8, max-wait: 3s}"),
        edit("gate: {}", "gate.max-wait", "3s", "gate: {max-wait: 3s}"),
        edit("gate:\n", "gate.max-wait", "3s", "gate: {max-wait: 3s}\n"),
        edit("# Nothing.\n", "gate.permits", "9", "# Nothing.\ngate:\n  permits: 9\n"),
        edit("# Nothing.", "gate.permits", "9", "# Nothing.\ngate:\n  permits: 9\n"),
        edit(
            "gate:\n  permits: 8\nroutes:\n- {name: a, path: /a}\n",
            "gate.codel.target",
            "9ms",
            "gate:\n  permits: 8\n  codel:\n    target: 9ms\nroutes:\n- {name: a, path: /a}\n"),
        edit(
            "gate: {permits: 8}",
            "gate.codel.target",
            "9ms",
            "gate: {permits: 8, codel: {target: 9ms}}"),
        edit(
            "gates:\n  reports:\n    permits: 8\n  uploads: {permits: 2}\n",
            "gates.reports.max-wait",
            "3s",
            "gates:\n  reports:\n    permits: 8\n    max-wait: 3s\n  uploads: {permits: 2}\n"),
        edit(
            "gates:\n  reports:\n",
            "gates.reports.permits",
            "9",
            "gates:\n  reports: {permits: 9}\n"),
        edit(
            "log:\n  level: info\n",
            "gate.fair-by",
            "header:X-Tenant",
            "log:\n  level: info\ngate:\n  fair-by: 'header:X-Tenant'\n"),
        edit("gate:\n  permits: &many 8\n", "gate.permits", "9", "gate:\n  permits: 9\n"));
  }

  private static Arguments edit(String before, String key, String value, String after) {
    return Arguments.of(before, key, value, after);
  }

  @ParameterizedTest
  @MethodSource("edits")
  void onlyTheValueOrItsLineIsAnother(String before, String key, String value, String after)
      throws IOException {
    assertThat(edited(before, key, value), is(after));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gate:\n  permits: &many 8\n  waiting-room: *many\n",
        "gate:\n  waiting-room: &many 8\n  permits: *many\n",
        "gate: &one {permits: 8}\ngates:\n  reports: *one\n",
        "gate: [8]\n",
        "---\ngate: {permits: 8}\n...\n---\nlog: {}\n"
      })
  void whatWouldMeanSomethingElseIsLeftToTheOperator(String before) {
    SettingsException refusal =
        assertThrows(SettingsException.class, () -> edited(before, "gate.permits", "9"));
    assertThat(refusal.getMessage(), containsString("weir.yaml"));
  }

  @Test
  void ofSeveralFilesTheStrongestWithTheKeyIsChanged() throws IOException {
    Path first = Files.writeString(folder.resolve("first.yaml"), "gate: {permits: 8}");
    Path second = Files.writeString(folder.resolve("second.yaml"), "gate: {permits: 9}");
    Path third = Files.writeString(folder.resolve("third.yaml"), "log: {level: info}");
    SequencedMap<String, String> values = new LinkedHashMap<>(Map.of("gate.permits", "10"));
    assertThat(SettingsFileEdit.of(List.of(first, second, third), values).file(), is(second));
    values = new LinkedHashMap<>(Map.of("gate.max-wait", "1s"));
    assertThat(SettingsFileEdit.of(List.of(first, second, third), values).file(), is(first));
  }
}
