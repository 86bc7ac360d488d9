package dev.weir.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of backends, and the keys that give one of them a URL. */
enum BackendKind {
  SIMULATED,
  HTTP,
  JDBC;

  /** What a key that is set says about the kind. */
  private record Claim(Key key, BackendKind kind) {}

  /**
   * Returns the kind that {@code backend.type} names, or else the one that a URL is given for, or
   * else the simulated one.
   *
   * @throws SettingsException if two of them are said
   */
  static BackendKind of(Values values) {
    List<Claim> claims = claims(values).toList();
    if (claims.isEmpty()) {
      return SIMULATED;
    }
    Claim first = claims.getFirst();
    for (Claim other : claims) {
      if (other.kind() != first.kind()) {
        throw values.contradiction(first.key(), other.key());
      }
    }
    return first.kind();
  }

  static BackendKind of(BackendSettings settings) {
    return switch (settings) {
      case BackendSettings.Simulated simulated -> SIMULATED;
      case HttpSettings http -> HTTP;
      case BackendSettings.Jdbc jdbc -> JDBC;
    };
  }

  private static Stream<Claim> claims(Values values) {
    return Stream.concat(
        type(values).stream(),
        Arrays.stream(values())
            .flatMap(kind -> kind.urls().stream().map(url -> new Claim(url, kind)))
            .filter(claim -> values.optionalText(claim.key()).isPresent()));
  }

  private static Optional<Claim> type(Values values) {
    if (values.optionalText(Key.BACKEND_TYPE).isEmpty()) {
      return Optional.empty();
    }
    List<String> names = Arrays.stream(values()).map(BackendKind::label).toList();
    String name = values.oneOf(Key.BACKEND_TYPE, names);
    return Optional.of(new Claim(Key.BACKEND_TYPE, valueOf(name.toUpperCase(Locale.ROOT))));
  }

  private List<Key> urls() {
    return switch (this) {
      case SIMULATED -> List.of();
      case HTTP -> List.of(Key.HTTP_URL, Key.HTTP_URLS);
      case JDBC -> List.of(Key.JDBC_URL);
    };
  }

  /** Returns it as settings have it, such as {@code http}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
