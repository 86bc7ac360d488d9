package dev.weir.settings;

import dev.weir.backend.jdbc.JdbcConfig;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Reads the settings of a database. */
final class JdbcSettings {

  static final String URL = "backend.jdbc.url";

  private JdbcSettings() {}

  static JdbcConfig from(Values values) {
    return new JdbcConfig(
        url(values),
        values.optionalText("backend.jdbc.user"),
        values.optionalText("backend.jdbc.password"),
        values.optionalText("backend.jdbc.sql"),
        values.duration(
            "backend.jdbc.statement-timeout", Duration.ofMillis(1), Duration.ofHours(1)),
        values.integer("backend.jdbc.max-rows", 1, 1_000_000));
  }

  private static Optional<String> url(Values values) {
    Optional<String> url = values.optionalText(URL);
    if (url.isPresent() && !hasDriver(url.get())) {
      throw values.bad(URL, "no driver takes it; it must begin with jdbc:postgresql: or jdbc:h2:");
    }
    return url;
  }

  private static boolean hasDriver(String url) {
    try {
      return DriverManager.getDriver(url) != null;
    } catch (SQLException e) {
      return false;
    }
  }
}
