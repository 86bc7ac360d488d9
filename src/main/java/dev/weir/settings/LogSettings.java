package dev.weir.settings;

import dev.weir.log.LogFormat;
import dev.weir.log.Severity;
import java.util.Locale;
import java.util.Optional;

/**
 * What is logged, and in which form.
 *
 * @param format the form of events
 * @param least the least severe events that are logged
 * @param access the form of the access log; empty for none
 */
public record LogSettings(LogFormat format, Severity least, Optional<LogFormat> access) {

  static LogSettings from(Values values) {
    LogFormat format = values.oneOf("log.format", LogFormat.class);
    Severity least = values.oneOf("log.level", Severity.class);
    return new LogSettings(format, least, access(values, format));
  }

  private static Optional<LogFormat> access(Values values, LogFormat format) {
    String given = values.oneOf("server.access-log", "false", "text", "json", "true", "off");
    return switch (given) {
      case "false", "off" -> Optional.empty();
      case "true" -> Optional.of(format);
      default -> Optional.of(LogFormat.valueOf(given.toUpperCase(Locale.ROOT)));
    };
  }

  /** Returns the form of the access log, if there were one. */
  public LogFormat accessOrUsual() {
    return access.orElse(format);
  }
}
