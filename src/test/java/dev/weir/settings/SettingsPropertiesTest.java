package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import dev.weir.gate.GateLimits;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Whatever is written for a key, and wherever: it is taken, or refused in one line. */
@AddLifecycleHook(Tries.class)
class SettingsPropertiesTest {

  private static final List<String> KEYS = List.copyOf(KnownKeys.load().paths());

  private static final List<String> NEARLY_RIGHT =
      List.of(
          "",
          "0",
          "-1",
          "007",
          "1e3",
          "NaN",
          "0x1p3",
          "9999999999",
          "250ms",
          "PT1S",
          "-PT1S",
          "2d",
          "true",
          "TRUE",
          "none",
          "http",
          "http://",
          "http://[::1",
          "http://a b",
          "http://a:99999",
          "a,,b",
          "10.0.0.0/33",
          "::1/128",
          "16KB",
          "9999999GB",
          "5s hang; 1s normal",
          "5s",
          ";",
          "5s capacity=",
          "%",
          "\"",
          "a\nb",
          "\u0000",
          "\ud800",
          "\u2028",
          "jdbc:",
          "c\r\nd");

  private static final List<String> YAML =
      List.of(
          "gate: &a",
          "gate:",
          "permits: 8",
          " ",
          "\n",
          "\n  ",
          "&a",
          "*a",
          "[",
          "]",
          "{",
          "}",
          "- ",
          "? ",
          ": ",
          "|",
          "'",
          "\"",
          "#",
          "!!int",
          "---",
          "%",
          "<<",
          "gate: *a",
          "\t",
          "\u0000",
          "\ud800",
          "gate");

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of(KEYS);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(NEARLY_RIGHT),
        Arbitraries.of(NEARLY_RIGHT).list().ofMaxSize(3).map(words -> String.join(" ", words)),
        Arbitraries.strings().ofMaxLength(20),
        Arbitraries.strings().ascii().ofMaxLength(20));
  }

  @Provide
  Arbitrary<String> files() {
    return Arbitraries.of(YAML).list().ofMaxSize(12).map(words -> String.join("", words));
  }

  private static void assertIsOneLine(SettingsException e) {
    String line = String.valueOf(e.getMessage());
    assertThat(line, line.lines().count(), is(1L));
    assertThat(line, line.chars().anyMatch(Character::isISOControl), is(false));
  }

  @Property(tries = 800)
  void theRefusalOfABadTextBeginsWithItsKey(
      @ForAll("keys") String key, @ForAll("texts") String text) {
    try {
      Settings.read(List.of("--" + key + "=" + text), Map.of(), new Properties());
    } catch (SettingsException e) {
      assertIsOneLine(e);
      String line = String.valueOf(e.getMessage());
      assertThat(line, KEYS, hasItem(line.substring(0, line.indexOf('='))));
    }
  }

  @Property(tries = 100)
  void anArgumentThatIsNoSettingIsRefusedInOneLine(@ForAll("texts") String text) {
    for (String arg : List.of(text, "--" + text, "--" + text + "=1", "--config=" + text)) {
      try {
        Settings.read(List.of(arg), Map.of(), new Properties());
      } catch (SettingsException e) {
        assertIsOneLine(e);
      }
    }
  }

  @Property(tries = 2_000)
  void aFileIsReadOrRefusedInOneLine(@ForAll("files") String yaml) {
    try {
      YamlFile.read(new StringReader(yaml), "weir.yaml");
    } catch (SettingsException e) {
      assertIsOneLine(e);
    }
  }

  /** Values that are right, each in a form of its own. */
  @Provide
  Arbitrary<Map<String, String>> rightValues() {
    return Combinators.combine(
            Arbitraries.of(GateSettings.strategies()),
            Arbitraries.integers().between(1, 1_000),
            Arbitraries.integers().between(0, GateLimits.MOST),
            Arbitraries.longs().between(0, 3_600_000_000L),
            Arbitraries.doubles().between(0, 0.25).ofScale(4),
            Arbitraries.of("X-Class", "priority", "a!b"))
        .as(
            (strategy, permits, room, micros, share, header) ->
                Map.of(
                    "gate.strategy", strategy,
                    "gate.permits", String.valueOf(permits),
                    "gate.waiting-room", String.valueOf(room),
                    "gate.max-wait", Durations.format(Duration.ofNanos(micros * 1_000)),
                    "gate.priority.critical", String.valueOf(share),
                    "gate.priority.header", header));
  }

  @Property(tries = 50)
  void whatIsRightIsReadTheSameFromEverySource(@ForAll("rightValues") Map<String, String> values) {
    Settings fromFlags = fromFlags(values);
    assertThat(fromFlags.gate().strategy().name(), is(values.get("gate.strategy")));
    assertThat(
        Optional.of(fromFlags.gate().limits().maxWait()),
        is(Optional.ofNullable(values.get("gate.max-wait")).flatMap(Durations::parse)));
    assertThat(fromEnvironment(values), is(fromFlags));
    assertThat(fromProperties(values), is(fromFlags));
    assertThat(fromFile(values), is(fromFlags));
  }

  private static Settings fromFlags(Map<String, String> values) {
    List<String> flags =
        values.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toList();
    return Settings.read(flags, Map.of(), new Properties());
  }

  private static Settings fromEnvironment(Map<String, String> values) {
    Map<String, String> variables =
        values.entrySet().stream()
            .collect(
                Collectors.toMap(entry -> KnownKeys.variable(entry.getKey()), Map.Entry::getValue));
    return Settings.read(List.of(), variables, new Properties());
  }

  private static Settings fromProperties(Map<String, String> values) {
    Properties properties = new Properties();
    values.forEach(properties::setProperty);
    return Settings.read(List.of(), Map.of(), properties);
  }

  private static Settings fromFile(Map<String, String> values) {
    String yaml =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"\n")
            .collect(Collectors.joining());
    try {
      Path file = Files.createTempFile("weir", ".yaml");
      Files.writeString(file, yaml);
      Settings settings = Settings.read(List.of("--config=" + file), Map.of(), new Properties());
      Files.delete(file);
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 500)
  void aDurationIsReadAsItWasWritten(@ForAll @LongRange(max = 3_600_000_000L) long micros) {
    Duration duration = Duration.ofNanos(micros * 1_000);
    assertThat(Durations.parse(Durations.format(duration)), is(Optional.of(duration)));
    assertThat(Durations.parse(duration.toString()), is(Optional.of(duration)));
  }

  @Property(tries = 500)
  void aSizeIsReadAsItWasWritten(@ForAll @LongRange(max = 1L << 39) long bytes) {
    assertThat(Sizes.parse(String.valueOf(bytes)).orElseThrow(), is(bytes));
    long kilobytes = bytes >> 20 << 10;
    assertThat(Sizes.parse(Sizes.format(kilobytes)).orElseThrow(), is(kilobytes));
  }
}
