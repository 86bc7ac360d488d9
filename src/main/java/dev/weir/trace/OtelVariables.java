package dev.weir.trace;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment variables of OpenTelemetry. To look at them loads no class of OpenTelemetry.
 *
 * @param byName the variables; one that is empty is left out, as the specification says
 */
public record OtelVariables(Map<String, String> byName) {

  private static final String PREFIX = "OTEL_";

  /** Keeps those of OpenTelemetry. */
  public OtelVariables {
    Map<String, String> kept = new TreeMap<>();
    byName.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !value.isBlank()) {
            kept.put(name, value.strip());
          }
        });
    byName = Map.copyOf(kept);
  }

  /** Returns whether they ask for traces to be exported. */
  public boolean askForTraces() {
    if ("true".equalsIgnoreCase(byName.get("OTEL_SDK_DISABLED"))) {
      return false;
    }
    String exporter = byName.get("OTEL_TRACES_EXPORTER");
    return exporter == null
        ? byName.containsKey("OTEL_EXPORTER_OTLP_ENDPOINT")
            || byName.containsKey("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
        : !exporter.equals("none");
  }

  /** Returns them as the properties by which the SDK is configured. */
  Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    byName.forEach(
        (name, value) -> properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    return properties;
  }
}
