package dev.weir.http;

import dev.weir.admission.Outcome;
import dev.weir.http.fields.RequestIds;
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
   * @param caller its client's address
   * @param ids the names by which others know it
   */
  record Entry(
      String method,
      String path,
      int status,
      Outcome outcome,
      long waitedNanos,
      OptionalLong backendNanos,
      String caller,
      RequestIds ids) {

    /** Returns the line, as {@code key=value} pairs; no value can be taken for two. */
    String line() {
      return "method=%s path=%s status=%d outcome=%s waitedMs=%s backendMs=%s"
              .formatted(
                  word(method),
                  word(path),
                  status,
                  outcome.label(),
                  millis(waitedNanos),
                  backendNanos.isPresent() ? millis(backendNanos.getAsLong()) : "-")
          + " caller=%s requestId=%s traceId=%s"
              .formatted(word(caller), word(ids.requestId()), ids.traceId());
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

  /** Puts a question mark for each character by which a line or a pair could end. */
  static String word(String text) {
    StringBuilder word = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      word.append(c > ' ' && c <= '~' ? c : '?');
    }
    return word.toString();
  }

  void write(Supplier<Entry> entry) {
    lines.ifPresent(writer -> writer.accept("time=" + Instant.now() + " " + entry.get().line()));
  }
}
