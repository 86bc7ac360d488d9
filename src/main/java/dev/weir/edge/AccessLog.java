package dev.weir.edge;

import dev.weir.log.LogFormat;
import dev.weir.log.LogLine;
import java.time.Instant;
import java.util.function.Consumer;

/** One line for each request, refused ones too. Safe for use by any thread. */
public interface AccessLog {

  /** No access log. */
  AccessLog OFF = entry -> {};

  /** Returns a log whose lines have this form and are written there. */
  static AccessLog of(LogFormat format, Consumer<String> lines) {
    return entry -> {
      LogLine line = format.line().time(Instant.now());
      entry.addTo(line);
      lines.accept(line.end());
    };
  }

  /** Writes the line of a request that is over; the entry is asked only if there is a log. */
  void write(Entry entry);

  /** What is known of a request. */
  @FunctionalInterface
  interface Entry {

    /** Adds all of it, in the order in which people read it. */
    void addTo(LogLine line);
  }
}
