package dev.weir;

import dev.weir.admin.AccessToken;
import dev.weir.settings.ReadSettings;
import dev.weir.settings.Settings;
import dev.weir.settings.SettingsException;
import dev.weir.settings.SettingsSource;
import dev.weir.trace.Tracing;
import java.util.stream.Collectors;

/**
 * The command {@code check}: reads the settings, the certificates and the token that they name, and
 * the variables of traces, as a start does, and starts nothing. Whether an address is free to
 * listen on is not checked: the Weir that the settings are for may be running.
 *
 * @param source where the settings are given
 */
record SettingsCheck(SettingsSource source) {

  /**
   * Checks them.
   *
   * @return what was found, in one line
   * @throws SettingsException if a start would be refused, in the same words
   */
  String run() {
    ReadSettings read = source.read();
    Settings settings = read.settings();
    settings.server().tls().map(Listeners::identity).ifPresent(identity -> identity.close());
    settings.backend().check();
    Traces.of(settings, source.environment(), Server.version()).ifPresent(Tracing::close);
    if (settings.admin().port().isPresent()) {
      settings.admin().tokenFile().map(AccessToken::new).ifPresent(AccessToken::check);
    }
    int withoutEffect = read.withoutEffect().size();
    return "weir: the settings are valid: "
        + gates(settings)
        + "; "
        + count(settings.routes().rules().size(), "route")
        + (withoutEffect == 0 ? "" : "; " + count(withoutEffect, "setting") + " without effect");
  }

  private static String gates(Settings settings) {
    return settings.gates().entrySet().stream()
        .map(gate -> gate.getKey() + " (" + gate.getValue().description() + ")")
        .collect(Collectors.joining(", ", "gate ", ""));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
