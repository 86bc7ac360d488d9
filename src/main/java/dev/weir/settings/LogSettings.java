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
    LogFormat format = format(values.oneOf("log.format", "text", "json"));
    String least = values.oneOf("log.level", Severity.labels());
    return new LogSettings(
        format, Severity.valueOf(least.toUpperCase(Locale.ROOT)), access(values, format));
  }

  private static LogFormat format(String name) {
    return name.equals("json") ? LogFormat.JSON : LogFormat.TEXT;
  }

  private static Optional<LogFormat> access(Values values, LogFormat format) {
    String given = values.oneOf("server.access-log", "false", "text", "json", "true", "off");
    return switch (given) {
      case "false", "off" -> Optional.empty();
      case "true" -> Optional.of(format);
      default -> Optional.of(format(given));
    };
  }

  /** Returns the form of the access log, if there were one. */
  public LogFormat accessOrUsual() {
    return access.orElse(format);
  }
}
