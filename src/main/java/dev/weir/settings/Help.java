package dev.weir.settings;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    Layers defaults = Layers.read(List.of(), Map.of(), new Properties());
    return Stream.of(Key.values())
        .map(
            key ->
                "  --%-47s %s%n"
                    .formatted(key.path() + "=" + defaults.given(key).value(), key.meaning()))
        .collect(Collectors.joining("", HEAD, ""));
  }
}
