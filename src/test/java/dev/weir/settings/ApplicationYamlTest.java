package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

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
  void hasEveryKeyInTheOrderOfTheHelp() throws IOException {
    assertThat(
        entries().stream().map(YamlFile.Entry::path).toArray(),
        arrayContaining(Stream.of(Key.values()).map(Key::path).toArray()));
  }

  @Test
  void saysOfEveryKeyWhatTheHelpSays() throws IOException {
    List<String> lines = Files.readAllLines(FILE);
    for (YamlFile.Entry entry : entries()) {
      String comment = lines.get(entry.line() - 1).split(" # ", 2)[1];
      assertThat(comment, is(Key.ofPath(entry.path()).orElseThrow().meaning()));
    }
  }

  @Test
  void theHelpListsEveryKeyWithItsDefault() {
    String help = Help.text();
    Layers defaults = Layers.read(List.of(), Map.of(), new Properties());
    for (Key key : Key.values()) {
      assertThat(help, containsString("--" + key.path() + "=" + defaults.given(key).value()));
    }
  }
}
