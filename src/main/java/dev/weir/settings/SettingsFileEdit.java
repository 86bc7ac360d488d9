package dev.weir.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Other values of some keys in a settings file, as its text before and after.
 *
 * @param file the file
 * @param before the text that it has
 * @param after the text with the other values, in which nothing else means anything else
 */
public record SettingsFileEdit(Path file, String before, String after) {

  /** Returns the bytes of a text of the file. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Makes the change of the file that has one of the keys, or else of the first: of several files
   * the last one is the strongest.
   *
   * @throws SettingsException if there is no file, or it can't be changed so
   */
  static SettingsFileEdit of(List<Path> files, SequencedMap<String, String> values) {
    Path file =
        files.reversed().stream()
            .filter(one -> entries(text(one), one).keySet().stream().anyMatch(values::containsKey))
            .findFirst()
            .or(() -> files.stream().findFirst())
            .orElseThrow(
                () ->
                    new SettingsException(
                        "there is no settings file that the change could be written to; give one"
                            + " by --config=FILE"));
    String before = text(file);
    String after = before;
    for (Map.Entry<String, String> one : values.entrySet()) {
      after = set(after, one.getKey(), one.getValue(), file);
    }
    return new SettingsFileEdit(file, before, after);
  }

  private static String set(String text, String key, String value, Path file) {
    try {
      Map<String, String> wanted = entries(text, file);
      wanted.put(key, value);
      wanted.values().removeIf(String::isEmpty);
      String next = YamlEdit.set(text, key, value);
      Map<String, String> found = entries(next, file);
      found.values().removeIf(String::isEmpty);
      if (found.equals(wanted)) {
        return next;
      }
    } catch (SettingsException | YAMLException | IndexOutOfBoundsException e) {
      // What stands there is too unusual to be changed: the same as another meaning.
    }
    throw new SettingsException(
        file + ": " + key + " can't be changed in this file as it is written; do it by hand");
  }

  private static Map<String, String> entries(String text, Path file) {
    return YamlFile.read(new StringReader(text), file.toString()).stream()
        .collect(
            Collectors.toMap(YamlFile.Entry::path, YamlFile.Entry::value, (one, other) -> other));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new SettingsException(file + ": the file can't be read: " + e);
    }
  }
}
