package dev.weir.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is different in the settings of another time.
 *
 * @param live what can be put in force while Weir runs
 * @param needingRestart what can't
 * @param withoutEffect a sentence about each change of a file that a stronger place overrides
 */
public record SettingsChanges(
    List<SettingChange> live, List<SettingChange> needingRestart, List<String> withoutEffect) {

  private static final int MOST_NAMED = 8;

  /** Compares what was read at two times. */
  public static SettingsChanges between(ReadSettings before, ReadSettings after) {
    LiveKeys keys = new LiveKeys(before.settings(), after.settings());
    Map<Boolean, List<SettingChange>> byLiveness =
        before.given().changesTo(after.given()).stream()
            .collect(Collectors.partitioningBy(change -> keys.canChange(change.key())));
    return new SettingsChanges(
        byLiveness.getOrDefault(true, List.of()),
        byLiveness.getOrDefault(false, List.of()),
        before.given().changesWithoutEffect(after.given()));
  }

  /** Returns whether all settings are the same. */
  public boolean isEmpty() {
    return live.isEmpty() && needingRestart.isEmpty();
  }

  /**
   * Refuses all of them if there is one that can't be put in force while Weir runs.
   *
   * @throws SettingsException if there is
   */
  public void refuseWhatNeedsRestart() {
    if (!needingRestart.isEmpty()) {
      throw new SettingsException(
          said(needingRestart)
              + (needingRestart.size() == 1 ? " needs" : " need")
              + " a restart, and nothing of the change is in force");
    }
  }

  /** Returns the first changes, and how many more there are, for one line of the log. */
  public static String said(List<SettingChange> changes) {
    Stream<String> first = changes.stream().limit(MOST_NAMED).map(SettingChange::toString);
    int more = changes.size() - MOST_NAMED;
    return first.collect(Collectors.joining(", ")) + (more > 0 ? " and " + more + " more" : "");
  }
}
