package dev.weir.settings;

import dev.weir.address.HttpUrl;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the values of keys as what they have to be, or says in one line why one can't be. */
final class Values {

  /** A token (RFC 9110, section 5.6.2). */
  private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");

  private static final Pattern COMMA = Pattern.compile(",");

  private final Layers layers;
  private final UnaryOperator<String> spelling;
  private final Map<String, Given> own;
  private final Set<String> read = new HashSet<>();

  Values(Layers layers) {
    this(layers, UnaryOperator.identity(), Map.of());
  }

  private Values(Layers layers, UnaryOperator<String> spelling, Map<String, Given> own) {
    this.layers = layers;
    this.spelling = spelling;
    this.own = own;
  }

  /** Returns all keys that there are, in the order of the help. */
  Collection<String> keys() {
    return layers.keys().paths();
  }

  /** Returns the items of a kind, in the order of the file. */
  List<Item> items(String kind) {
    return layers.items().keySet().stream().filter(item -> item.kind().equals(kind)).toList();
  }

  /** Returns all keys of an item, in the order of the help. */
  Stream<String> keys(Item item) {
    return layers.keys().pathsOf(item);
  }

  /** Returns the same values, of which none was read yet. */
  Values unread() {
    return new Values(layers, spelling, own);
  }

  /** Returns the values of an item: the keys of its kind are those of the item. */
  Values of(Item item) {
    return new Values(layers, item::spell, own);
  }

  /** Returns the same values but for some of their own, of which none was read yet. */
  Values with(Map<String, String> values, String where) {
    Map<String, Given> given = new HashMap<>(own);
    values.forEach((key, value) -> given.put(key, new Given(value, where)));
    return new Values(layers, spelling, given);
  }

  /** Returns the values of a gate. */
  Values ofGate(String name) {
    return Item.gate(name).map(this::of).orElse(this);
  }

  /** Returns how a key is spelled where it is given. */
  String key(String key) {
    return spelling.apply(key);
  }

  /** Returns the keys whose values were read. */
  Set<String> keysRead() {
    return Set.copyOf(read);
  }

  private String value(String key) {
    read.add(key);
    return given(key).value();
  }

  private Given given(String key) {
    return own.getOrDefault(key, layers.given(key(key)));
  }

  String text(String key) {
    return optionalText(key).orElseThrow(() -> bad(key, "must not be empty"));
  }

  Optional<String> optionalText(String key) {
    return Optional.of(value(key)).filter(value -> !value.isEmpty());
  }

  /** Reads values with commas between them; an empty value is an empty list. */
  List<String> list(String key) {
    return COMMA
        .splitAsStream(value(key))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  String oneOf(String key, String... names) {
    return oneOf(key, List.of(names));
  }

  String oneOf(String key, Collection<String> names) {
    String value = value(key);
    if (!names.contains(value)) {
      throw bad(key, "must be one of " + String.join(", ", names));
    }
    return value;
  }

  /** Reads the name of a constant, in small letters. */
  <E extends Enum<E>> E oneOf(String key, Class<E> type) {
    List<String> names =
        Stream.of(type.getEnumConstants()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    return Enum.valueOf(type, oneOf(key, names).toUpperCase(Locale.ROOT));
  }

  boolean trueOrFalse(String key) {
    return switch (value(key)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(key, "must be true or false");
    };
  }

  int integer(String key, int least, int most) {
    return (int) wholeNumber(key, least, most);
  }

  long wholeNumber(String key, long least, long most) {
    return within(Range.WHOLE_NUMBER, key, least, most);
  }

  double fraction(String key, double least, double most) {
    return within(Range.NUMBER, key, least, most);
  }

  /** Reads a size in bytes. */
  long size(String key, long least, long most) {
    return within(Range.SIZE, key, least, most);
  }

  Duration duration(String key, Duration least, Duration most) {
    return within(Range.DURATION, key, least, most);
  }

  /** Reads a duration of which zero means that there is no limit. */
  Optional<Duration> optionalDuration(String key, Duration most) {
    return Optional.of(duration(key, Duration.ZERO, most)).filter(Duration::isPositive);
  }

  private <T extends Comparable<T>> T within(Range<T> range, String key, T least, T most) {
    return range
        .parse(value(key), least, most)
        .orElseThrow(() -> bad(key, range.rule(least, most)));
  }

  /** Reads the name of an HTTP field (RFC 9110, section 5.1). */
  String fieldName(String key) {
    return fieldName(key, value(key));
  }

  /** Reads a name that is a part of the value of a key. */
  String fieldName(String key, String name) {
    return matching(TOKEN, key, name, "must be the name of an HTTP field, such as X-Priority");
  }

  Optional<String> optionalToken(String key) {
    String rule = "must be a word of letters, digits and hyphens, such as weir-1";
    return optionalText(key).map(value -> matching(TOKEN, key, value, rule));
  }

  private String matching(Pattern pattern, String key, String value, String rule) {
    if (!pattern.matcher(value).matches()) {
      throw bad(key, rule);
    }
    return value;
  }

  Optional<Path> optionalPath(String key) {
    try {
      return optionalText(key).map(Path::of);
    } catch (InvalidPathException e) {
      throw bad(key, "must be the path of a file");
    }
  }

  Optional<HttpUrl> httpUrl(String key) {
    return optionalText(key).map(text -> httpUrl(key, text));
  }

  /** Reads one URL of a key; requests have queries of their own, so it must have none. */
  HttpUrl httpUrl(String key, String text) {
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
  boolean isGiven(String key) {
    return layers.isGiven(key(key)) && optionalText(key).isPresent();
  }

  /** Returns the complaint about a value: the key, the value, where it was given, and the rule. */
  SettingsException bad(String key, String rule) {
    return new SettingsException(said(key) + ": " + rule);
  }

  /** Returns the complaint about an item. */
  SettingsException bad(Item item, String rule) {
    return new SettingsException(said(item) + ": " + rule);
  }

  /** Returns the complaint about two values of which the operator can mean only one. */
  SettingsException contradiction(String one, String other) {
    return new SettingsException(said(one) + " contradicts " + said(other) + ": keep one of them");
  }

  /** Returns what was given and where, such as {@code gate.permits=8 (on the command line)}. */
  String said(String key) {
    return Layers.said(key(key), given(key));
  }

  /** Returns an item and where it was given, such as {@code routes[2] (in weir.yaml, line 7)}. */
  String said(Item item) {
    return item.path() + " (" + layers.items().get(item) + ")";
  }
}
