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
      entry.accept(line);
      lines.accept(line.end());
    };
  }

  /**
   * Writes the line of a request that is over.
   *
   * @param entry adds what is known of the request, in the order in which people read it; called
   *     only if there is a log
   */
  void write(Consumer<LogLine> entry);
}
