package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.settings.SettingsException;
import dev.weir.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCheckTest {

  @TempDir private Path folder;

  private static String check(String... flags) {
    return check(Map.of(), flags);
  }

  private static String check(Map<String, String> environment, String... flags) {
    SettingsSource source = new SettingsSource(List.of(flags), environment, new Properties());
    return new SettingsCheck(source).run();
  }

  private static String complaint(String... flags) {
    return String.valueOf(assertThrows(SettingsException.class, () -> check(flags)).getMessage());
  }

  @Test
  void validSettingsAreSummedUpInOneLine() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("weir.yaml"),
            """
            gates:
              uploads: {strategy: reject}
            routes:
              - {name: videos, path: /videos, gate: uploads, max-wait: 1s}
            """);
    assertThat(
        check("--config=" + file),
        is(
            "weir: the settings are valid: gate default (wait-then-shed), uploads (reject); 1 route"
                + "; 1 setting without effect"));
  }

  @Test
  void aBadSettingIsSaidAsAtTheStart() {
    assertThat(complaint("--gate.permits=0"), startsWith("gate.permits=0 (on the command line): "));
  }

  @Test
  void aVariableOfTracesThatCannotBeUsedIsSaidInOneLine() {
    Map<String, String> bad =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "http://127.0.0.1:1",
            "OTEL_TRACES_SAMPLER",
            "sometimes");
    String said =
        String.valueOf(assertThrows(SettingsException.class, () -> check(bad)).getMessage());
    assertThat(
        said,
        is("OpenTelemetry can't be set up: Unrecognized value for otel.traces.sampler: sometimes"));
  }

  @Test
  void certificatesAreRead() {
    String missing =
        complaint("--server.tls.certificate=/none.crt", "--server.tls.private-key=/none.key");
    assertThat(missing, is("server.tls: /none.crt: there is no such file that can be read"));
    String missingCa = complaint("--backend.http.url=https://a", "--backend.http.tls.ca=/none.ca");
    assertThat(missingCa, is("backend.http.tls: /none.ca: there is no such file that can be read"));
  }
}
