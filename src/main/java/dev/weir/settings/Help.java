package dev.weir.settings;

import java.util.stream.Collectors;

/** What {@code --help} prints. */
public final class Help {

  private static final String HEAD =
      """
      Weir: overload protection in front of a backend. It waits briefly, in order, then sheds.

      Usage: java -jar weir.jar [--key=value ...] [--config=FILE] [--help] [--version]
             java -jar weir.jar lab [--help]      compares strategies under overload

      Each key can also be given in the environment (WEIR_GATE_PERMITS=8), as a system property
      (-Dgate.permits=8), or in a YAML file named by --config. Durations read 250ms, 2s, 1m or PT2S,
      sizes 8192, 16KB, 10MB or 1GB.

      Keys and their defaults:
      """;

  private Help() {}

  /** Returns the text: how to start Weir, and every key with its default and what it is for. */
  public static String text() {
    KnownKeys keys = KnownKeys.load();
    return keys.paths().stream()
        .map(
            key ->
                "  --%-47s %s%n".formatted(key + "=" + keys.defaultOf(key).value(), keys.help(key)))
        .collect(Collectors.joining("", HEAD, ""));
  }
}
