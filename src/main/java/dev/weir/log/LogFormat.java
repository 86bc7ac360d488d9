package dev.weir.log;

import java.util.logging.Formatter;

/** The form of the lines of a log. */
public enum LogFormat {
  /** For people: words and {@code key=value} pairs. */
  TEXT {
    @Override
    public LogLine line() {
      return new TextLine();
    }

    @Override
    public Formatter events() {
      return new TextFormatter();
    }
  },

  /** For programs: each line is an object of JSON (RFC 8259). */
  JSON {
    @Override
    public LogLine line() {
      return new JsonLine();
    }

    @Override
    public Formatter events() {
      return new JsonFormatter();
    }
  };

  /** Returns an empty line of named fields. */
  public abstract LogLine line();

  /** Returns what makes lines of the events that Weir and its libraries log. */
  public abstract Formatter events();
}
