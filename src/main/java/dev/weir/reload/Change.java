package dev.weir.reload;

import dev.weir.settings.SettingChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change of the settings, or the attempt at one.
 *
 * @param at when it was put in force, or refused
 * @param origin where it comes from
 * @param what the keys with the values before and after, without secrets
 * @param temporary whether it ends with the next change of a file, or with the process
 * @param error why it was refused, in one line; empty if it is in force
 */
public record Change(
    Instant at,
    Origin origin,
    List<SettingChange> what,
    boolean temporary,
    Optional<String> error) {

  /** Keeps what may be shown of the keys. */
  public Change {
    what = what.stream().map(SettingChange::shown).toList();
  }
}
