package dev.weir.settings;

import dev.weir.routing.Route;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the file of which there may be several: a route, or a gate with a name.
 * application.yaml has the keys of each kind once.
 *
 * @param kind how its keys begin there: {@code routes[]}, or {@code gate}
 * @param path how they begin in the file, such as {@code routes[2]} or {@code gates.reports}
 */
record Item(String kind, String path) {

  static final String ROUTE = "routes[]";
  static final String GATE = "gate";

  /** The default gate, whose keys can be given anywhere. */
  static final Item DEFAULT_GATE = new Item(GATE, GATE);

  private static final String GATES = "gates.";
  private static final Pattern KEY =
      Pattern.compile("(?<path>routes\\[\\d+]|gates\\.[^.\\[]+)(\\..*)?", Pattern.DOTALL);

  /** Returns the item that a key of the file is a part of, or is. */
  static Optional<Item> of(String key) {
    Matcher matcher = KEY.matcher(key);
    return Optional.of(matcher)
        .filter(Matcher::matches)
        .map(matches -> matches.group("path"))
        .map(path -> new Item(path.startsWith(GATES) ? GATE : ROUTE, path));
  }

  /** Returns the gate with a name; empty for the default one, which is no item. */
  static Optional<Item> gate(String name) {
    return Optional.of(name)
        .filter(other -> !other.equals(Route.DEFAULT_NAME))
        .map(other -> new Item(GATE, GATES + other));
  }

  /** Returns the name of a gate. */
  String gateName() {
    return path.substring(GATES.length());
  }

  /** Returns what a key of this item is called within it. */
  String keyWithin(String key) {
    return key.substring(path.length() + 1);
  }

  /** Returns how a key is spelled in the file, if it is one of this kind of item. */
  String spell(String key) {
    return key.startsWith(kind + ".") ? path + key.substring(kind.length()) : key;
  }

  /** Returns the key of application.yaml that a key of the file is. */
  static String known(String key) {
    return of(key).map(item -> item.kind + key.substring(item.path.length())).orElse(key);
  }
}
