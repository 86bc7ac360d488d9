package dev.weir.backend.http;

import dev.weir.address.HttpUrl;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.Reachability;
import dev.weir.backend.Reachability.State;
import dev.weir.backend.UpstreamLevels;
import dev.weir.time.Timeouts;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** One address of the service: its connections, how much it has to do, and what is against it. */
final class Upstream implements AutoCloseable {

  private final HttpUrl url;
  private final HttpConfig config;
  private final RequestHeadText requestHead;
  private final Connector connector;
  private final Pool pool;
  private final Reachability reachability;
  private final Malformed malformed;
  private final AtomicInteger outstanding = new AtomicInteger();
  private final LongAdder opened = new LongAdder();
  private volatile boolean well = true;
  private volatile long aloneUntilNanos = System.nanoTime();

  Upstream(HttpUrl url, HttpConfig config, UpstreamTls tls, Timeouts timeouts) {
    this.url = url;
    this.config = config;
    this.requestHead =
        new RequestHeadText(withoutSlashAtTheEnd(url.path()), url.hostField(), config.hostOfUrl());
    this.connector = new Connector(url, tls, timeouts);
    this.malformed =
        new Malformed(
            name(),
            System::nanoTime,
            line -> System.getLogger(Malformed.class.getName()).log(Level.WARNING, line));
    this.pool =
        new Pool(config.limits(), System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    this.reachability =
        new Reachability(
            name(),
            config.urls().size() == 1 ? "; Weir serves 502 until it can" : "",
            connectsFirst(config) ? State.UNKNOWN : State.REACHED);
  }

  private static boolean connectsFirst(HttpConfig config) {
    return config.checks().filter(checks -> checks.path().isEmpty()).isPresent();
  }

  private static String withoutSlashAtTheEnd(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Returns its scheme, host and port, as in the settings. */
  String name() {
    return url.origin();
  }

  /** Returns what {@code Host} says of it. */
  String authority() {
    return url.hostField();
  }

  /** Returns what writes the heads of requests to it. */
  RequestHeadText requestHead() {
    return requestHead;
  }

  /** Returns what may take how long there. */
  HttpConfig.Limits limits() {
    return config.limits();
  }

  /** Returns its idle connections. */
  Pool pool() {
    return pool;
  }

  /** Returns what notes that its responses were refused. */
  Malformed malformed() {
    return malformed;
  }

  /** A call begins, or, if the count is -1, ends. */
  void calls(int count) {
    outstanding.addAndGet(count);
  }

  /**
   * Returns a connection for a call: one that is idle, or else a new one.
   *
   * @throws BackendException if none can be made, for which the address is left alone for a while
   */
  UpstreamConnection connection(OptionalLong callEndsNanos) {
    return pool.take().orElseGet(() -> newConnection(callEndsNanos));
  }

  /** Returns a new connection for a call; otherwise like {@link #connection}. */
  UpstreamConnection newConnection(OptionalLong callEndsNanos) {
    Duration within = config.limits().connect();
    boolean hurried = false;
    if (callEndsNanos.isPresent()) {
      Duration left = CallTimeout.leftUntil(callEndsNanos.getAsLong());
      hurried = left.compareTo(within) < 0;
      within = hurried ? left : within;
    }
    long begunNanos = System.nanoTime();
    try {
      UpstreamConnection connection = connector.connect(within);
      pool.adopt(connection);
      opened.increment();
      reachability.succeeds(begunNanos);
      return connection;
    } catch (BackendException e) {
      if (hurried && e.failure() == Failure.TIMEOUT) {
        throw new BackendException(Failure.TIMEOUT, CallTimeout.CALL_IS_LATE, e);
      }
      // Whoever left has learned nothing about the address.
      if (!Thread.currentThread().isInterrupted()) {
        leaveAlone(begunNanos, e);
      }
      throw e;
    }
  }

  private void leaveAlone(long begunNanos, BackendException e) {
    aloneUntilNanos = System.nanoTime() + config.coolDown().toNanos();
    pool.clear();
    reachability.fails(begunNanos, reason(e));
  }

  private static String reason(BackendException e) {
    Throwable cause = e.getCause();
    if (cause instanceof UnknownHostException) {
      return "its name is not known";
    }
    if (cause instanceof ConnectException) {
      // JDK 21 adds, in parentheses, that the connection failed.
      String said = String.valueOf(cause.getMessage());
      int more = said.indexOf(" (");
      return (more < 0 ? said : said.substring(0, more)).toLowerCase(Locale.ROOT);
    }
    return cause instanceof SocketTimeoutException
        ? "it does not answer in time"
        : String.valueOf(cause);
  }

  /** Connects to it if the last who tried could not, so that it is known when that is over. */
  void probe() {
    if (reachability.reached()) {
      return;
    }
    long begunNanos = System.nanoTime();
    try {
      connector.connect(config.limits().connect()).close();
      aloneUntilNanos = System.nanoTime();
      reachability.succeeds(begunNanos);
    } catch (BackendException e) {
      reachability.fails(begunNanos, reason(e));
    }
  }

  private void log(Level level, String message, String detail) {
    System.getLogger(Upstream.class.getName()).log(level, message, name(), detail);
  }

  /** A health check says how it is; only news is noted. */
  void isWell(boolean isWell, String detail) {
    if (isWell) {
      aloneUntilNanos = System.nanoTime();
    }
    if (well != isWell) {
      well = isWell;
      if (isWell) {
        log(Level.INFO, "{0} is well again: {1}", detail);
      } else {
        log(Level.WARNING, "{0} is not well: {1}", detail);
      }
    }
  }

  boolean well() {
    return well;
  }

  UpstreamLevels levels() {
    return new UpstreamLevels(
        name(),
        reached() && inRotation(System.nanoTime()),
        outstanding.get(),
        pool.size(),
        opened.sum());
  }

  /** Returns whether the last who tried could connect to it. */
  boolean reached() {
    return reachability.reached();
  }

  private boolean alone(long nowNanos) {
    return aloneUntilNanos - nowNanos > 0;
  }

  /** Returns whether nothing is against it. */
  boolean inRotation(long nowNanos) {
    return well && !alone(nowNanos);
  }

  /**
   * Returns whether a call should rather come here: to one that is well, that is not left alone,
   * that will be left alone for less time, that has less to do.
   */
  boolean isBetterThan(Upstream other, long nowNanos) {
    if (well != other.well) {
      return well;
    }
    boolean alone = alone(nowNanos);
    if (alone != other.alone(nowNanos)) {
      return !alone;
    }
    return alone
        ? aloneUntilNanos - other.aloneUntilNanos < 0
        : outstanding.get() < other.outstanding.get();
  }

  @Override
  public void close() {
    pool.close();
  }
}
