package dev.weir.reload;

import dev.weir.file.FileReplacement;
import dev.weir.settings.ReadSettings;
import dev.weir.settings.SettingsException;
import dev.weir.settings.SettingsFileEdit;
import dev.weir.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;

/**
 * The files of the settings, to be read and to be changed.
 *
 * @param source where all settings are given
 */
record SettingsFiles(SettingsSource source) {

  /**
   * Reads the settings.
   *
   * @throws SettingsException if a file is empty or can't be read, a key is unknown or a value out
   *     of its range
   */
  ReadSettings read() {
    refuseEmptyFiles();
    return source.read();
  }

  /** A disk that was full, or an editor that has not written yet, must not reset all settings. */
  private void refuseEmptyFiles() {
    for (Path file : source.files()) {
      if (isEmpty(file)) {
        throw new SettingsException(
            file + ": the file is empty; for the default of every key, write a comment into it");
      }
    }
  }

  private static boolean isEmpty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException e) {
      // To read it will fail too, and say so.
      return false;
    }
  }

  /**
   * Writes values into the file.
   *
   * @param known what the files are known to say
   * @param values the values by their keys
   * @return the change, which {@link #undo} takes back
   * @throws SettingsException if the files would not say so afterwards; then they are as before
   */
  SettingsFileEdit write(ReadSettings known, SequencedMap<String, String> values) {
    if (!known.given().isSameAs(read().given())) {
      throw new SettingsException("the settings file has just changed; look at it and try again");
    }
    SettingsFileEdit edit = source.edit(values);
    replace(edit.file(), edit.after());
    try {
      read().given().refuseOtherThan(values);
      return edit;
    } catch (SettingsException e) {
      undo(edit);
      throw e;
    }
  }

  /** Writes the text of before. */
  void undo(SettingsFileEdit edit) {
    replace(edit.file(), edit.before());
  }

  private static void replace(Path file, String text) {
    try {
      FileReplacement.replace(file, SettingsFileEdit.bytes(text));
    } catch (IOException e) {
      throw new SettingsException(
          "the change can't be written to the settings file (%s); change it where it comes from, or without admin.persist"
              .formatted(e));
    }
  }
}
