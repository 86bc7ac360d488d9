package dev.weir.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.weir.settings.Help;
import dev.weir.settings.ReadSettings;
import dev.weir.settings.ServerSettings;
import dev.weir.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The manifests of Kubernetes, the chart and compose.yml say only what Weir understands. */
class DeployTest {

  private static final Path BASE = Path.of("deploy/kubernetes/base");
  private static final Path VALUES = Path.of("deploy/helm/weir/values.yaml");
  private static final Path COMPOSE = Path.of("compose.yml");
  private static final Pattern GRACE = Pattern.compile("terminationGracePeriodSeconds: (\\d+)");
  private static final Pattern KEY = Pattern.compile("--([a-z.-]+)=");
  private static final Pattern VARIABLE = Pattern.compile("\\bWEIR_[A-Z][A-Z_]+");
  private static final Pattern WITH_DEFAULT = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

  @TempDir private Path folder;

  static Stream<Path> settingsFiles() throws IOException {
    return filesOf(Path.of("deploy")).filter(file -> file.endsWith("weir.yaml"));
  }

  static Stream<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  static Stream<String> replicas() throws IOException {
    return map(map(new Yaml().load(Files.readString(COMPOSE))).get("services")).entrySet().stream()
        .filter(service -> map(service.getValue()).containsKey("build"))
        .map(service -> (String) service.getKey());
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static ReadSettings read(Path file) {
    return ReadSettings.from(List.of("--config=" + file), Map.of(), new Properties());
  }

  private ReadSettings readValuesOfTheChart() throws IOException {
    Object settings = map(new Yaml().load(Files.readString(VALUES))).get("settings");
    return read(Files.writeString(folder.resolve("weir.yaml"), new Yaml().dump(map(settings))));
  }

  @ParameterizedTest
  @MethodSource("settingsFiles")
  void allOfASettingsFileHasAnEffect(Path file) {
    assertThat(read(file).withoutEffect(), is(empty()));
  }

  @Test
  void allSettingsInTheValuesOfTheChartHaveAnEffect() throws IOException {
    assertThat(readValuesOfTheChart().withoutEffect(), is(empty()));
  }

  @Test
  void theChartHasTheLimitsOfTheManifests() throws IOException {
    Settings ofTheBase = read(BASE.resolve("weir.yaml")).settings();
    assertThat(readValuesOfTheChart().settings().gates(), is(ofTheBase.gates()));
  }

  @ParameterizedTest
  @MethodSource("replicas")
  void theEnvironmentInComposeHasAnEffect(String service) throws IOException {
    Map<?, ?> services = map(map(new Yaml().load(Files.readString(COMPOSE))).get("services"));
    Map<String, String> environment =
        map(map(services.get(service)).get("environment")).entrySet().stream()
            .collect(Collectors.toMap(entry -> (String) entry.getKey(), DeployTest::value));
    ReadSettings read = ReadSettings.from(List.of(), environment, new Properties());
    assertThat(read.withoutEffect(), is(empty()));
  }

  private static String value(Map.Entry<?, ?> entry) {
    return WITH_DEFAULT.matcher(String.valueOf(entry.getValue())).replaceAll("$1");
  }

  @Test
  void everyVariableIsThatOfASetting() throws IOException {
    Set<String> known =
        KEY.matcher(Help.text())
            .results()
            .map(
                key ->
                    "WEIR_"
                        + key.group(1).toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))
            .collect(Collectors.toSet());
    for (Path file : Stream.concat(Stream.of(COMPOSE), filesOf(Path.of("deploy"))).toList()) {
      Set<String> named =
          VARIABLE
              .matcher(Files.readString(file))
              .results()
              .map(MatchResult::group)
              .filter(variable -> !known.contains(variable))
              .collect(Collectors.toSet());
      assertThat(file.toString(), named, is(empty()));
    }
  }

  @Test
  void aPodHasTheTimeToStop() throws IOException {
    Duration ofTheBase = stop(read(BASE.resolve("weir.yaml")));
    assertThat(grace(BASE.resolve("deployment.yaml")), is(greaterThan(ofTheBase)));
    assertThat(grace(VALUES), is(greaterThan(stop(readValuesOfTheChart()))));
  }

  private static Duration grace(Path file) throws IOException {
    return GRACE
        .matcher(Files.readString(file))
        .results()
        .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
        .findFirst()
        .orElseThrow();
  }

  private static Duration stop(ReadSettings read) {
    ServerSettings server = read.settings().server();
    return server.shutdownDelay().plus(server.drainTimeout()).plusSeconds(2);
  }
}
