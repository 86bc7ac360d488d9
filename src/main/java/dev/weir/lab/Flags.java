package dev.weir.lab;

import dev.weir.lab.load.Target;
import dev.weir.settings.Range;
import dev.weir.settings.SettingsException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  Optional<Long> wholeNumber(String name, long least, long most) {
    return within(Range.WHOLE_NUMBER, name, least, most);
  }

  Optional<Duration> duration(String name, Duration least, Duration most) {
    return within(Range.DURATION, name, least, most);
  }

  private <T extends Comparable<T>> Optional<T> within(
      Range<T> range, String name, T least, T most) {
    return text(name)
        .map(
            text ->
                range
                    .parse(text, least, most)
                    .orElseThrow(() -> bad(name, range.rule(least, most))));
  }

  /** Returns where requests go, which has to be given. */
  Target target(String name) {
    Target target = Target.of(url(name));
    if (target.address().isUnresolved()) {
      throw bad(name, "the host is not known; look at its name");
    }
    return target;
  }

  /** Returns the address of a server, which has to be given. */
  URI url(String name) {
    String rule = "must be an address such as http://127.0.0.1:8080/endpoint";
    try {
      URI url = URI.create(text(name).orElse(""));
      if ("http".equals(url.getScheme()) && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw bad(name, rule);
    }
    throw bad(name, rule);
  }

  /** Returns a file, which has to be given and to be readable. */
  Path file(String name) {
    try {
      Path file = Path.of(text(name).orElse(""));
      if (Files.isRegularFile(file) && Files.isReadable(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw bad(name, "no file can have such a name");
    }
    throw bad(name, "must be a file that can be read");
  }

  /** Checks that an option is not given that does not go with another. */
  void refuse(String name, String rule) {
    if (given(name)) {
      throw bad(name, rule);
    }
  }

  /** Returns the complaint about a value. */
  SettingsException bad(String name, String rule) {
    return new SettingsException(name + "=" + values.getOrDefault(name, "") + ": " + rule);
  }
}
