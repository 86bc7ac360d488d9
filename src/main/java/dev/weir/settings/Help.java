package dev.weir.settings;

import java.util.Collection;
import java.util.stream.Collectors;

/** What {@code --help} prints. */
public final class Help {

  private static final String HEAD =
      """
      Weir: overload protection in front of a backend. It waits briefly, in order, then sheds.

      Usage: java -jar weir.jar [--key=value ...] [--config=FILE] [--help] [--version]
             java -jar weir.jar check [--key=value ...] [--config=FILE]
                                                  checks the settings, and starts nothing
             java -jar weir.jar lab [--help]      compares strategies under overload
             java -jar weir.jar tune [--help]     finds the number of permits that suits a backend

      Each key can also be given in the environment (WEIR_GATE_PERMITS=8), as a system property
      (-Dgate.permits=8), or in a YAML file named by --config or WEIR_CONFIG. Durations read 250ms,
      2s, 1m or PT2S, sizes 8192, 16KB, 10MB or 1GB.

      The file is read again when it changes, and on SIGHUP: docs/settings.md says which keys then
      change while Weir runs.

      Keys and their defaults:
      """;

  private static final String FILE =
      """

      In the file only, as lists and names (docs/routes.md has an example):
      """;

  private Help() {}

  /** Returns the text: how to start Weir, and every key with its default and what it is for. */
  public static String text() {
    KnownKeys keys = KnownKeys.load();
    return HEAD + lines(keys, keys.paths(), "--") + FILE + lines(keys, keys.pathsInFileOnly(), "");
  }

  private static String lines(KnownKeys keys, Collection<String> paths, String prefix) {
    return paths.stream()
        .map(
            key ->
                "  %-49s %s%n"
                    .formatted(prefix + key + "=" + keys.defaultOf(key).value(), keys.help(key)))
        .collect(Collectors.joining());
  }
}
