package dev.weir.settings;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Settings that are read from a file, and from flags beside it. */
final class ConfigFile {

  private ConfigFile() {}

  static ReadSettings read(String yaml, String... flags) {
    try {
      Path folder = Files.createTempDirectory("weir");
      Path file = Files.writeString(folder.resolve("weir.yaml"), yaml);
      try {
        Stream<String> args = Stream.concat(Stream.of("--config=" + file), Stream.of(flags));
        return ReadSettings.from(args.toList(), Map.of(), new Properties());
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns why a file is refused, without the folder that it is in. */
  static String complaint(String yaml, String... flags) {
    var e = assertThrows(SettingsException.class, () -> read(yaml, flags));
    return withoutFolder(String.valueOf(e.getMessage()));
  }

  /** Returns the notes on what has no effect. */
  static List<String> notes(String yaml, String... flags) {
    return read(yaml, flags).withoutEffect().stream().map(ConfigFile::withoutFolder).toList();
  }

  private static String withoutFolder(String line) {
    return line.replaceAll("[^ (=]*/weir.yaml", "weir.yaml");
  }
}
