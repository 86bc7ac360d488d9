package dev.weir.http;

import dev.weir.admission.Outcome;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One line for each request that came to the gate, refusals too. */
public final class AccessLog {

  /**
   * One request that is over.
   *
   * @param method its method
   * @param path its raw path, without the query
   * @param status the status of its answer, or the one it would have had
   * @param outcome how it ended
   * @param waitedNanos the time it spent in the waiting room
   * @param backendNanos the time until the backend began to answer; empty if it was not called
   */
  record Entry(
      String method,
      String path,
      int status,
      Outcome outcome,
      long waitedNanos,
      OptionalLong backendNanos) {

    /** Returns the line, as {@code key=value} pairs. */
    String line() {
      return "method=%s path=%s status=%d outcome=%s waitedMs=%s backendMs=%s"
          .formatted(
              method,
              path,
              status,
              outcome.label(),
              millis(waitedNanos),
              backendNanos.isPresent() ? millis(backendNanos.getAsLong()) : "-");
    }

    private static String millis(long nanos) {
      return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
    }
  }

  private final Optional<Consumer<String>> lines;

  /** Makes a log that writes its lines there, or, if that is empty, nowhere. */
  public AccessLog(Optional<Consumer<String>> lines) {
    this.lines = lines;
  }

  void write(Supplier<Entry> entry) {
    lines.ifPresent(writer -> writer.accept("time=" + Instant.now() + " " + entry.get().line()));
  }
}
