package dev.weir.log;

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The logs of the process: events on standard error, and on standard output the lines of its start
 * and stop, with the access log. Neither goes through {@link System#out} or {@link System#err},
 * whose locks a reader that is stuck would keep.
 */
public final class Logs {

  private static final Duration LAST_LINES = Duration.ofSeconds(1);

  private final LogWriter access;
  private final LogWriter server;
  private final LogHandler handler;
  private final Logger own = Logger.getLogger("dev.weir");
  private volatile LogFormat format;
  private volatile Consumer<LogLine> context = line -> {};

  /**
   * Makes the logs; nothing is written yet.
   *
   * @param format of events
   * @param accessFormat of the access log
   */
  public Logs(LogFormat format, LogFormat accessFormat) {
    this.format = format;
    this.access =
        new LogWriter(
            "access",
            new FileOutputStream(FileDescriptor.out),
            lost -> accessFormat.line().time(Instant.now()).number("lost", lost).end());
    this.server =
        new LogWriter(
            "server",
            new FileOutputStream(FileDescriptor.err),
            lost ->
                event(
                    Level.WARNING,
                    lost + " lines of this log were lost, because they were not read in time"));
    this.handler = new LogHandler(server, format.events(this::addContext));
  }

  /** Returns what writes to standard output. */
  public LogWriter access() {
    return access;
  }

  /** Returns what writes to standard error. */
  public LogWriter server() {
    return server;
  }

  /**
   * Sees to it that the log outlasts the beginning of a stop. To be called first of all: the
   * drivers of databases log, and what is configured at the first event stays.
   */
  public static void prepare() {
    if (!isConfiguredElsewhere()) {
      // Named, not asked: to call it would make a manager before there is a name for it.
      System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
    }
  }

  /**
   * Takes over all that is logged through {@code java.util.logging}, from this severity on, unless
   * {@code -Djava.util.logging.config.file} or {@code .class} says where it goes. What is queued at
   * the end of the process is written.
   */
  public void begin(Severity least) {
    if (!isConfiguredElsewhere()) {
      takeOver(least);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::flush, "weir-log-flush"));
  }

  /**
   * Adds fields to the events that are logged as JSON.
   *
   * @param fields adds what the current thread is at, such as the trace of its request
   */
  public void addContext(Consumer<LogLine> fields) {
    context = fields;
  }

  private void addContext(LogLine line) {
    context.accept(line);
  }

  /** Writes events in another form, and from another severity on, with the same exception. */
  public void update(LogFormat newFormat, Severity least) {
    if (!isConfiguredElsewhere()) {
      format = newFormat;
      handler.setFormatter(newFormat.events(this::addContext));
      handler.setLevel(least.level());
      own.setLevel(least.level());
    }
  }

  private static boolean isConfiguredElsewhere() {
    return System.getProperty("java.util.logging.config.file") != null
        || System.getProperty("java.util.logging.config.class") != null;
  }

  /** Logs what has ended a thread. */
  public static void logEndOf(Thread thread, Throwable thrown) {
    System.getLogger(Logs.class.getName())
        .log(System.Logger.Level.ERROR, "The thread " + thread.getName() + " ended", thrown);
  }

  private void takeOver(Severity least) {
    configure(least);
    handler.setLevel(least.level());
    Logger.getLogger("").addHandler(handler);
    if (LogManager.getLogManager() instanceof LastingLogManager manager) {
      manager.last();
    }
  }

  private static void configure(Severity least) {
    String own = "\ndev.weir.level = " + least.level() + "\n";
    try (InputStream levels = Logs.class.getResourceAsStream("/logging.properties");
        InputStream all =
            new SequenceInputStream(
                levels, new ByteArrayInputStream(own.getBytes(StandardCharsets.ISO_8859_1)))) {
      LogManager.getLogManager().readConfiguration(all);
    } catch (IOException e) {
      throw new UncheckedIOException("logging.properties can't be read", e);
    }
  }

  /** Writes a line about the process as a whole, such as its start, to standard output. */
  public void announce(String sentence) {
    access.write(
        switch (format) {
          case TEXT -> sentence;
          case JSON -> event(Level.INFO, sentence);
        });
  }

  private String event(Level level, String sentence) {
    LogRecord event = new LogRecord(level, sentence);
    event.setLoggerName("dev.weir.Server");
    return format.events().format(event).stripTrailing();
  }

  /** Waits until what was logged is written, for a second at most: the process is about to end. */
  public void flush() {
    long endsNanos = System.nanoTime() + LAST_LINES.toNanos();
    try {
      server.flush(LAST_LINES);
      access.flush(Duration.ofNanos(Math.max(0, endsNanos - System.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
