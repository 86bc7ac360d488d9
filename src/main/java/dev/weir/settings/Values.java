package dev.weir.settings;

import dev.weir.address.HttpUrl;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads values as what they have to be, or says in one line why one can't be. */
final class Values {

  /** A token (RFC 9110, section 5.6.2). */
  private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");

  private static final Pattern COMMA = Pattern.compile(",");

  private final Layers layers;

  Values(Layers layers) {
    this.layers = layers;
  }

  String text(Key key) {
    return optionalText(key).orElseThrow(() -> bad(key, "must not be empty"));
  }

  Optional<String> optionalText(Key key) {
    return Optional.of(layers.given(key).value()).filter(value -> !value.isEmpty());
  }

  /** Reads values with commas between them; an empty value is an empty list. */
  List<String> list(Key key) {
    return COMMA
        .splitAsStream(layers.given(key).value())
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  String oneOf(Key key, Collection<String> names) {
    String value = layers.given(key).value();
    if (!names.contains(value)) {
      throw bad(key, "must be one of " + String.join(", ", names));
    }
    return value;
  }

  boolean trueOrFalse(Key key) {
    return switch (layers.given(key).value()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(key, "must be true or false");
    };
  }

  int integer(Key key, int least, int most) {
    return (int) wholeNumber(key, least, most);
  }

  long wholeNumber(Key key, long least, long most) {
    String rule = "must be a whole number from " + least + " to " + most;
    try {
      long value = Long.parseLong(layers.given(key).value());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(key, rule);
    }
    throw bad(key, rule);
  }

  double fraction(Key key, double least, double most) {
    String rule = "must be a number from " + least + " to " + most;
    try {
      double value = Double.parseDouble(layers.given(key).value());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(key, rule);
    }
    throw bad(key, rule);
  }

  /** Reads a size in bytes. */
  long size(Key key, long least, long most) {
    return Sizes.parse(layers.given(key).value()).stream()
        .filter(bytes -> bytes >= least && bytes <= most)
        .findFirst()
        .orElseThrow(
            () ->
                bad(
                    key,
                    "must be a size from "
                        + Sizes.format(least)
                        + " to "
                        + Sizes.format(most)
                        + ", such as 16KB or 10MB"));
  }

  Duration duration(Key key, Duration least, Duration most) {
    return Durations.parse(layers.given(key).value())
        .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0)
        .orElseThrow(
            () ->
                bad(
                    key,
                    "must be a duration from "
                        + Durations.format(least)
                        + " to "
                        + Durations.format(most)
                        + ", such as 250ms or 2s"));
  }

  /** Reads the name of an HTTP field (RFC 9110, section 5.1). */
  String fieldName(Key key) {
    String value = layers.given(key).value();
    if (!TOKEN.matcher(value).matches()) {
      throw bad(key, "must be the name of an HTTP field, such as X-Priority");
    }
    return value;
  }

  Optional<String> optionalToken(Key key) {
    Optional<String> value = optionalText(key);
    if (value.isPresent() && !TOKEN.matcher(value.get()).matches()) {
      throw bad(key, "must be a word of letters, digits and hyphens, such as weir-1");
    }
    return value;
  }

  Optional<Path> optionalPath(Key key) {
    try {
      return optionalText(key).map(Path::of);
    } catch (InvalidPathException e) {
      throw bad(key, "must be the path of a file");
    }
  }

  Optional<HttpUrl> httpUrl(Key key) {
    return optionalText(key).map(text -> httpUrl(key, text));
  }

  /** Reads one URL of a key; those of requests have queries of their own, so it must have none. */
  HttpUrl httpUrl(Key key, String text) {
    try {
      HttpUrl url = HttpUrl.read(text);
      if (url.query().isPresent()) {
        throw bad(key, "must be without a query (?)");
      }
      return url;
    } catch (URISyntaxException e) {
      throw bad(key, e.getReason());
    }
  }

  /** Returns whether the operator has set a key to anything, the default included. */
  boolean isGiven(Key key) {
    return layers.isGiven(key) && optionalText(key).isPresent();
  }

  /** Returns the complaint about a value: the key, the value, where it was given, and the rule. */
  SettingsException bad(Key key, String rule) {
    return new SettingsException(said(key) + ": " + rule);
  }

  /** Returns the complaint about two values that can't both be meant. */
  SettingsException contradiction(Key one, Key other) {
    return new SettingsException(said(one) + " contradicts " + said(other) + ": keep one of them");
  }

  /** Returns what was given and where, such as {@code gate.permits=8 (on the command line)}. */
  String said(Key key) {
    Layers.Given given = layers.given(key);
    String value = key.secret() ? "(not shown)" : given.value();
    return key.path() + "=" + value + " (" + given.where() + ")";
  }
}
