package dev.weir;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The lines that one class logs, those of little weight too, until this is closed. */
public final class LogLines extends Handler implements AutoCloseable {

  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Listens from now on. */
  public LogLines(Class<?> source) {
    this(source.getName());
  }

  /** Listens from now on to a class that can't be seen. */
  public LogLines(String source) {
    logger = Logger.getLogger(source);
    logger.addHandler(this);
    logger.setLevel(Level.ALL);
  }

  /** Returns the lines that have come so far. */
  public List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.setLevel(null);
    logger.removeHandler(this);
  }
}
