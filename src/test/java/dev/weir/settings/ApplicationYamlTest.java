package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApplicationYamlTest {

  private static final Path FILE = Path.of("src/main/resources/application.yaml");

  private static List<YamlFile.Entry> entries() throws IOException {
    try (Reader yaml = Files.newBufferedReader(FILE)) {
      return YamlFile.read(yaml, FILE.toString());
    }
  }

  @Test
  void saysOfEveryKeyWhatItIsFor() {
    KnownKeys keys = KnownKeys.load();
    Stream.concat(keys.paths().stream(), keys.pathsInFileOnly().stream())
        .forEach(path -> assertThat(path, keys.help(path), is(not(emptyString()))));
  }

  @Test
  void theHelpListsEveryKeyWithItsDefaultAndUse() throws IOException {
    List<String> lines = Files.readAllLines(FILE);
    String[] expected =
        entries().stream()
            .map(
                entry ->
                    "  %-49s %s"
                        .formatted(
                            flag(entry.path()) + "=" + entry.value(),
                            lines.get(entry.line() - 1).split(" # ", 2)[1]))
            .toArray(String[]::new);
    List<String> help =
        Help.text().lines().filter(line -> line.matches("  (--|gates|routes).*")).toList();
    assertThat(help, containsInAnyOrder(expected));
  }

  private static String flag(String path) {
    return KnownKeys.isInFileOnly(path) ? path.replace("[0]", "[]") : "--" + path;
  }

  @Test
  void changesNothingAsAFileOfSettings() {
    List<String> flags = List.of("--config=" + FILE);
    Settings settings = Settings.read(flags, Map.of(), new Properties());
    assertThat(settings, is(Settings.read(List.of(), Map.of(), new Properties())));
  }
}
