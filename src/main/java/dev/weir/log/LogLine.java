package dev.weir.log;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of named fields, in the order in which they are added. No value can end the line or be
 * taken for two. For use by one thread.
 */
public interface LogLine {

  /** Adds a text. */
  LogLine text(String name, String value);

  /** Adds a whole number. */
  LogLine number(String name, long value);

  /** Adds a duration in milliseconds, with one decimal. */
  LogLine millis(String name, long nanos);

  /** Adds a field that has no value here. */
  LogLine none(String name);

  /** Returns the line, without its end. */
  String end();

  /** Adds a text, if there is one. */
  default LogLine text(String name, Optional<String> value) {
    return value.isPresent() ? text(name, value.get()) : none(name);
  }

  /** Adds a duration, if there is one. */
  default LogLine millis(String name, OptionalLong nanos) {
    return nanos.isPresent() ? millis(name, nanos.getAsLong()) : none(name);
  }

  /** Adds a moment, in ISO-8601 and UTC. */
  default LogLine time(Instant moment) {
    return text("time", Timestamp.append(new StringBuilder(Timestamp.LENGTH), moment).toString());
  }
}
