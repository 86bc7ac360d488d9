package dev.weir.log;

import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Passes events on to a {@link LogWriter}: no thread that logs waits for the write. */
final class LogHandler extends Handler {

  private final LogWriter writer;

  LogHandler(LogWriter writer, Formatter formatter) {
    this.writer = writer;
    setFormatter(formatter);
  }

  @Override
  public void publish(LogRecord event) {
    if (isLoggable(event)) {
      try {
        writer.write(getFormatter().format(event).stripTrailing());
      } catch (RuntimeException e) {
        reportError(null, e, ErrorManager.FORMAT_FAILURE);
      }
    }
  }

  /** Waits for nothing: {@link Logs#flush} does. */
  @Override
  public void flush() {}

  @Override
  public void close() {}
}
