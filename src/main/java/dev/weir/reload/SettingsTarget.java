package dev.weir.reload;

import dev.weir.gate.strategy.UpdateEffect;
import dev.weir.settings.Settings;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What works by the settings. For use by one thread at a time.
 *
 * @param update puts other settings in force; if it throws, all has to be as before
 * @param preview says what {@code update} would do at once to the requests that wait, and does
 *     nothing; throws {@link dev.weir.settings.SettingsException} if these settings need a restart
 */
public record SettingsTarget(Consumer<Settings> update, Function<Settings, UpdateEffect> preview) {}
