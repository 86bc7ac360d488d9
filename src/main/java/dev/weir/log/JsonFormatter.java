package dev.weir.log;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Each event as one line of JSON: {@code time}, {@code level}, {@code logger}, {@code message}, and
 * of an exception {@code exception}, it and its causes, and {@code stack} if it is a bug.
 */
public final class JsonFormatter extends Formatter {

  /** Makes one; a file of {@code java.util.logging} may name this class. */
  public JsonFormatter() {}

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
    return line.end() + "\n";
  }
}
