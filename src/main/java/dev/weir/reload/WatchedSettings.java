package dev.weir.reload;

import dev.weir.file.FileChanges;
import dev.weir.settings.ReadSettings;
import dev.weir.settings.SettingsSource;

/**
 * Settings with the files that they were read from.
 *
 * @param source where they are given
 * @param changes finds the changes of the files from before they were read
 * @param read what they were
 */
public record WatchedSettings(SettingsSource source, FileChanges changes, ReadSettings read) {

  /**
   * Reads settings.
   *
   * @throws dev.weir.settings.SettingsException if a key is unknown or a value out of its range
   */
  public static WatchedSettings of(SettingsSource source) {
    FileChanges changes = new FileChanges(source.files());
    return new WatchedSettings(source, changes, source.read());
  }

  /** Returns whether there is a file that may change. */
  public boolean mayChange() {
    return !source.files().isEmpty();
  }
}
