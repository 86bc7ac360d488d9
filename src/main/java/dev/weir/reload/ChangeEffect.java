package dev.weir.reload;

import dev.weir.gate.strategy.UpdateEffect;
import dev.weir.settings.SettingChange;
import java.util.List;

/**
 * What a change does, or would do.
 *
 * @param revision the revision of the settings in force after it
 * @param changes the keys that get other values
 * @param effect what happens at once to the requests that wait
 * @param temporary whether there are values that end with the next change of a file
 * @param persisted whether the file has changed
 */
public record ChangeEffect(
    String revision,
    List<SettingChange> changes,
    UpdateEffect effect,
    boolean temporary,
    boolean persisted) {}
