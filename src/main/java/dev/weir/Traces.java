package dev.weir;

import dev.weir.settings.Settings;
import dev.weir.settings.SettingsException;
import dev.weir.trace.OtelVariables;
import dev.weir.trace.Tracing;
import java.util.Map;
import java.util.Optional;

/** Whether requests are traced: only if the environment asks for it. */
final class Traces {

  private Traces() {}

  /**
   * Begins to trace, if these variables ask for it; if not, no class of OpenTelemetry is loaded.
   *
   * @param version the version of Weir
   * @throws SettingsException if a variable can't be used
   */
  static Optional<Tracing> of(Settings settings, Map<String, String> environment, String version) {
    OtelVariables variables = new OtelVariables(environment);
    if (!variables.askForTraces()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Tracing.of(variables, version, settings.trace().errorsPerSecond(), System::nanoTime));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
  }
}
