package dev.weir.edge;

import dev.weir.log.LogFormat;
import dev.weir.log.LogLine;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One line for each request, refusals too. Safe for use by any thread. */
public interface AccessLog {

  /** No access log. */
  AccessLog OFF = entry -> {};

  /** Returns one that makes lines of this form, and writes them there. */
  static AccessLog of(LogFormat format, Consumer<String> lines) {
    return entry -> {
      LogLine line = format.line().time(Instant.now());
      entry.get().addTo(line);
      lines.accept(line.end());
    };
  }

  /** Writes the line of a request that is over; what is known of it is asked for only then. */
  void write(Supplier<? extends Entry> entry);

  /** What is known of a request. */
  interface Entry {

    /** Adds all of it, in the order in which people read it. */
    void addTo(LogLine line);
  }
}
