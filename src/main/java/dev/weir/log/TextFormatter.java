package dev.weir.log;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Each event as one line: {@code 2026-11-26T18:29:28.123Z WARNING dev.weir.Server message}. An
 * exception follows in the same line, with its causes, and with its stack traces, whose line ends
 * are escaped, if it is a bug.
 */
public final class TextFormatter extends Formatter {

  /** Makes one; a file of {@code java.util.logging} may name this class. */
  public TextFormatter() {}

  @Override
  public String format(LogRecord event) {
    StringBuilder line = new StringBuilder();
    LogLine.TIME.formatTo(event.getInstant(), line);
    line.append(' ').append(Severity.of(event.getLevel())).append(' ');
    Escapes.appendSentence(line, String.valueOf(event.getLoggerName()));
    Escapes.appendSentence(line.append(' '), String.valueOf(formatMessage(event)));
    if (event.getThrown() != null) {
      append(line.append(": "), new Thrown(event.getThrown()));
    }
    return line.append('\n').toString();
  }

  private static void append(StringBuilder line, Thrown thrown) {
    Escapes.appendSentence(line, thrown.sentence());
    thrown.stack().ifPresent(stack -> Escapes.appendSentence(line.append("; stack: "), stack));
  }
}
