package dev.weir.lab;

import dev.weir.settings.Durations;
import dev.weir.settings.SettingsException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The options of a command as they were given: {@code --name=value}, or {@code --name} alone. */
final class Flags {

  private static final Pattern COMMA = Pattern.compile(",");

  private final Map<String, String> values = new LinkedHashMap<>();

  private Flags() {}

  /**
   * Reads options of which the command has these.
   *
   * @param names those with a value
   * @param switches those without
   * @throws SettingsException if there is another, or one with too much or too little
   */
  static Flags read(List<String> args, List<String> names, List<String> switches) {
    Flags flags = new Flags();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      String name = equals < 0 ? arg : arg.substring(0, equals);
      if (!(equals < 0 ? switches : names).contains(name)) {
        throw unknown(arg, names, switches);
      }
      flags.values.put(name, arg.substring(equals + 1));
    }
    return flags;
  }

  private static SettingsException unknown(String arg, List<String> names, List<String> switches) {
    return new SettingsException(
        arg
            + ": there is no such option here; there are "
            + String.join("=.., ", names)
            + "=.., "
            + String.join(", ", switches));
  }

  boolean given(String name) {
    return values.containsKey(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Returns the names in a list, each of which must be among those that are known. */
  Optional<List<String>> names(String name, Collection<String> known) {
    Optional<List<String>> names =
        text(name).map(list -> COMMA.splitAsStream(list).map(String::strip).distinct().toList());
    for (String one : names.orElse(List.of())) {
      if (!known.contains(one)) {
        throw bad(name, "there is no \"" + one + "\"; there are " + String.join(", ", known));
      }
    }
    return names;
  }

  Optional<Integer> integer(String name, int least, int most) {
    String rule = "must be a whole number from " + least + " to " + most;
    try {
      Optional<Integer> value = text(name).map(Integer::valueOf);
      if (value.filter(number -> number < least || number > most).isEmpty()) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(name, rule);
    }
    throw bad(name, rule);
  }

  Optional<Duration> duration(String name, Duration least, Duration most) {
    String range = Durations.format(least) + " to " + Durations.format(most);
    Predicate<Duration> within = value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    return text(name)
        .map(
            text ->
                Durations.parse(text)
                    .filter(within)
                    .orElseThrow(
                        () -> bad(name, "must be a duration from " + range + ", such as 18s")));
  }

  /** Returns the complaint about a value. */
  SettingsException bad(String name, String rule) {
    return new SettingsException(name + "=" + values.getOrDefault(name, "") + ": " + rule);
  }
}
