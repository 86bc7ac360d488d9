package dev.weir.log;

import java.util.function.Consumer;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Each event as one line of JSON: {@code time}, {@code level}, {@code logger}, {@code message}, and
 * of an exception {@code exception}, it and its causes, and {@code stack} if it is a bug. Fields of
 * what the thread does that logs come last.
 */
public final class JsonFormatter extends Formatter {

  private final Consumer<LogLine> context;

  /** Makes one; a file of {@code java.util.logging} may name this class. */
  public JsonFormatter() {
    this(line -> {});
  }

  /**
   * Makes one that says more.
   *
   * @param context adds what the current thread is at
   */
  JsonFormatter(Consumer<LogLine> context) {
    this.context = context;
  }

  @Override
  public String format(LogRecord event) {
    LogLine line =
        new JsonLine()
            .time(event.getInstant())
            .text("level", Severity.of(event.getLevel()).name())
            .text("logger", String.valueOf(event.getLoggerName()))
            .text("message", String.valueOf(formatMessage(event)));
    if (event.getThrown() != null) {
      Thrown thrown = new Thrown(event.getThrown());
      line.text("exception", thrown.sentence()).text("stack", thrown.stack());
    }
    context.accept(line);
    return line.end() + "\n";
  }
}
