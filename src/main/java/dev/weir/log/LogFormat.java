package dev.weir.log;

import java.util.function.Consumer;
import java.util.logging.Formatter;

/** The form of the lines of a log. */
public enum LogFormat {
  /** For people: words and {@code key=value} pairs. */
  TEXT,
  /** For programs: each line is an object of JSON (RFC 8259). */
  JSON;

  /** Returns an empty line of named fields. */
  public LogLine line() {
    return switch (this) {
      case TEXT -> new TextLine();
      case JSON -> new JsonLine();
    };
  }

  /** Returns what makes lines of the events that Weir and its libraries log. */
  public Formatter events() {
    return events(line -> {});
  }

  /** Returns the same, with what this adds of the current thread if the lines are for programs. */
  Formatter events(Consumer<LogLine> context) {
    return switch (this) {
      case TEXT -> new TextFormatter();
      case JSON -> new JsonFormatter(context);
    };
  }
}
