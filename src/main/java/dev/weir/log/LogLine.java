package dev.weir.log;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of named fields, in the order in which they are added. No value can end the line or be
 * taken for two. For use by one thread.
 */
public abstract class LogLine {

  /** Moments in ISO-8601, in UTC, with milliseconds: {@code 2026-11-26T18:29:28.123Z}. */
  static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private static final int USUAL_LENGTH = 512;
  private static final long NANOS_PER_TENTH = 100_000;

  final StringBuilder line = new StringBuilder(USUAL_LENGTH);

  LogLine() {}

  /** Appends the beginning of a field, up to its value. */
  abstract StringBuilder begin(String name);

  /** Adds a text. */
  public abstract LogLine text(String name, String value);

  /** Adds a field that has no value here. */
  public abstract LogLine none(String name);

  /** Returns the line, without its end. */
  public abstract String end();

  /** Adds a whole number. */
  public final LogLine number(String name, long value) {
    begin(name).append(value);
    return this;
  }

  /** Adds a duration in milliseconds, rounded to one decimal. */
  public final LogLine millis(String name, long nanos) {
    long tenths = (Math.max(0, nanos) + NANOS_PER_TENTH / 2) / NANOS_PER_TENTH;
    begin(name).append(tenths / 10).append('.').append(tenths % 10);
    return this;
  }

  /** Adds a text, if there is one. */
  public final LogLine text(String name, Optional<String> value) {
    return value.isPresent() ? text(name, value.get()) : none(name);
  }

  /** Adds a duration, if there is one. */
  public final LogLine millis(String name, OptionalLong nanos) {
    return nanos.isPresent() ? millis(name, nanos.getAsLong()) : none(name);
  }

  /** Adds a moment, in ISO-8601 and UTC. */
  public final LogLine time(Instant moment) {
    return text("time", TIME.format(moment));
  }
}
