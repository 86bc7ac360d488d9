package dev.weir.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of backends, and the keys that give one of them a URL. */
enum BackendKind {
  SIMULATED,
  HTTP(HttpSettings.URL, HttpSettings.URLS),
  JDBC(JdbcSettings.URL);

  private static final String TYPE = "backend.type";

  @SuppressWarnings("ImmutableEnumChecker") // A list of these never changes.
  private final List<String> urls;

  BackendKind(String... urls) {
    this.urls = List.of(urls);
  }

  /** A key that is set, and the kind that it is for. */
  private record Claim(String key, BackendKind kind) {}

  /**
   * Returns the kind that {@code backend.type} names, or else the one that a URL is given for, or
   * else the simulated one.
   *
   * @throws SettingsException if the settings name two of them
   */
  static BackendKind of(Values values) {
    List<Claim> claims = new ArrayList<>();
    if (values.optionalText(TYPE).isPresent()) {
      claims.add(new Claim(TYPE, values.oneOf(TYPE, BackendKind.class)));
    }
    for (BackendKind kind : values()) {
      kind.urls.stream()
          .filter(url -> values.optionalText(url).isPresent())
          .forEach(url -> claims.add(new Claim(url, kind)));
    }
    for (Claim other : claims) {
      if (other.kind != claims.getFirst().kind) {
        throw values.contradiction(claims.getFirst().key, other.key);
      }
    }
    return claims.isEmpty() ? SIMULATED : claims.getFirst().kind;
  }

  /** Returns whether a key says, or may say, which kind the backend is of. */
  static boolean isChosenBy(String key) {
    return key.equals(TYPE) || Stream.of(values()).anyMatch(kind -> kind.urls.contains(key));
  }

  /** Returns the kind as settings have it, such as {@code http}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether a key is for this kind of backend only. */
  boolean owns(String key) {
    return key.startsWith("backend." + label() + ".");
  }
}
