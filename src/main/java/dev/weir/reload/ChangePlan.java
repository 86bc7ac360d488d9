package dev.weir.reload;

import dev.weir.gate.strategy.UpdateEffect;
import dev.weir.reload.ChangeRefusedException.Kind;
import dev.weir.settings.ReadSettings;
import dev.weir.settings.SettingsChanges;
import dev.weir.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A change that was asked for, checked, and not made yet.
 *
 * @param next the settings that are in force with it
 * @param written what is to be written to the files, by the keys
 * @param overrides the temporary values that there are with it, by the keys
 * @param found what is different with it
 * @param effect what it does at once to the requests that wait
 */
record ChangePlan(
    ReadSettings next,
    SequencedMap<String, String> written,
    SequencedMap<String, String> overrides,
    SettingsChanges found,
    UpdateEffect effect) {

  /** The place of values that are in no file, for complaints. */
  static final String BY_API = "by the admin API";

  /**
   * Checks a change.
   *
   * @param inForce the settings that it is made to
   * @param ofFiles what the files say
   * @throws ChangeRefusedException if it can't be made
   */
  static ChangePlan of(
      InForce inForce,
      ReadSettings ofFiles,
      SequencedMap<String, String> written,
      SequencedMap<String, String> overrides,
      SettingsTarget target) {
    SequencedMap<String, String> news = without(ofFiles, written);
    ReadSettings files = below(ofFiles, news);
    SequencedMap<String, String> temporary = without(files, overrides);
    ReadSettings next = below(files, temporary);
    SettingsChanges found = SettingsChanges.between(inForce.read(), next);
    try {
      ofFiles.given().refuseStrongerThanFiles(news.keySet());
      found.refuseWhatNeedsRestart();
      UpdateEffect effect =
          found.isEmpty() ? UpdateEffect.NONE : target.preview().apply(next.settings());
      return new ChangePlan(next, news, temporary, found, effect);
    } catch (SettingsException e) {
      throw new ChangeRefusedException(Kind.CONFLICT, e);
    }
  }

  /** Returns those of the values that are other ones than these settings have. */
  private static SequencedMap<String, String> without(
      ReadSettings settings, SequencedMap<String, String> values) {
    SequencedMap<String, String> others = new LinkedHashMap<>(values);
    others
        .entrySet()
        .removeIf(
            one ->
                settings.given().valueOf(one.getKey()).filter(one.getValue()::equals).isPresent());
    return others;
  }

  private static ReadSettings below(ReadSettings settings, SequencedMap<String, String> values) {
    try {
      return values.isEmpty() ? settings : settings.below(values, BY_API);
    } catch (SettingsException e) {
      throw new ChangeRefusedException(Kind.INVALID, e);
    }
  }

  /** Returns what it does. */
  ChangeEffect effect(String revision) {
    return new ChangeEffect(
        revision, found.live(), effect, !overrides.isEmpty(), !written.isEmpty());
  }

  /** Returns the line of the log about it. */
  String said(Origin origin) {
    return "%s, asked by %s through the admin API: %s"
        .formatted(what(), origin.who(), SettingsChanges.said(found.live()));
  }

  private String what() {
    if (!written.isEmpty()) {
      return "The settings have changed, and so has their file";
    }
    return overrides.isEmpty()
        ? "The temporary changes have ended"
        : "The settings have changed until a file changes or Weir restarts";
  }
}
