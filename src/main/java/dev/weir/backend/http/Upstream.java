package dev.weir.backend.http;

import dev.weir.address.HttpUrl;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.Reachability;
import dev.weir.backend.Reachability.State;
import dev.weir.backend.UpstreamLevels;
import dev.weir.time.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** One upstream: its connections, how many calls it has, and how healthy it is. */
final class Upstream implements AutoCloseable {

  private final HttpUrl url;
  private final String name;
  private final String authority;
  private final HttpConfig config;
  private final RequestHeadText requestHead;
  private final Connector connector;
  private final Pool pool;
  private final UpstreamHealth health;
  private final Malformed malformed;
  private final AtomicInteger active = new AtomicInteger();
  private final LongAdder opened = new LongAdder();

  /** Makes an upstream of which nothing is known. */
  Upstream(HttpUrl url, HttpConfig config, Optional<UpstreamTls> tls, Timeouts timeouts) {
    this(url, config, tls, timeouts, health(url, config, List.of()));
  }

  /**
   * Makes an upstream.
   *
   * @param health what is known against it
   */
  Upstream(
      HttpUrl url,
      HttpConfig config,
      Optional<UpstreamTls> tls,
      Timeouts timeouts,
      UpstreamHealth health) {
    this.url = url;
    this.name = url.origin();
    this.authority = url.hostField();
    this.config = config;
    this.requestHead =
        new RequestHeadText(withoutSlashAtTheEnd(url.path()), authority, config.preserveHost());
    this.connector = new Connector(url, tls, timeouts);
    this.malformed = new Malformed(name, System::nanoTime);
    this.pool =
        new Pool(
            config.timeouts(), System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    this.health = health;
  }

  private static String withoutSlashAtTheEnd(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Returns whether another configuration has this very upstream too, with all that it keeps. */
  boolean isOf(HttpUrl otherUrl, HttpConfig other) {
    return url.equals(otherUrl)
        && other.withUrls(config.urls()).equals(config)
        && isAlone(config) == isAlone(other);
  }

  /** Returns what is known against an upstream: by one of these, or nothing yet. */
  static UpstreamHealth health(HttpUrl url, HttpConfig config, List<Upstream> known) {
    return known.stream()
        .filter(one -> one.name.equals(url.origin()) && one.isCheckedLike(config))
        .map(Upstream::health)
        .findFirst()
        .orElseGet(
            () ->
                new UpstreamHealth(url.origin(), config.ejectionTime(), reachability(url, config)));
  }

  private boolean isCheckedLike(HttpConfig other) {
    return config.checks().equals(other.checks())
        && config.ejectionTime().equals(other.ejectionTime())
        && isAlone(config) == isAlone(other);
  }

  private static boolean isAlone(HttpConfig config) {
    return config.urls().size() == 1;
  }

  private static Reachability reachability(HttpUrl url, HttpConfig config) {
    boolean connectsFirst = config.checks().filter(checks -> checks.path().isEmpty()).isPresent();
    return new Reachability(
        url.origin(),
        isAlone(config) ? "; Weir serves 502 until it can" : "",
        connectsFirst ? State.UNKNOWN : State.REACHED);
  }

  /** Returns its scheme, host and port, as in the settings. */
  String name() {
    return name;
  }

  /** Returns its own {@code Host}. */
  String authority() {
    return authority;
  }

  /** Returns what writes the heads of requests to it. */
  RequestHeadText requestHead() {
    return requestHead;
  }

  /** Returns what may take how long there. */
  HttpConfig.Timeouts timeouts() {
    return config.timeouts();
  }

  /** Returns its idle connections. */
  Pool pool() {
    return pool;
  }

  /** Returns what logs that its responses were refused. */
  Malformed malformed() {
    return malformed;
  }

  /** Returns what is known against it. */
  UpstreamHealth health() {
    return health;
  }

  /** A call begins, which must {@link #end}. */
  void begin() {
    active.incrementAndGet();
  }

  /** A call has ended. */
  void end() {
    active.decrementAndGet();
  }

  /**
   * Returns a connection for a call: one that is idle, or else a new one.
   *
   * @throws BackendException if none can be made, for which the upstream is ejected
   */
  UpstreamConnection connection(OptionalLong callEndsNanos) {
    return pool.acquire().orElseGet(() -> newConnection(callEndsNanos));
  }

  /** Returns a new connection for a call; otherwise like {@link #connection}. */
  UpstreamConnection newConnection(OptionalLong callEndsNanos) {
    Duration within = config.timeouts().connect();
    Optional<Duration> sooner = CallTimeout.leftIfLess(callEndsNanos, within);
    long begunNanos = System.nanoTime();
    try {
      UpstreamConnection connection = connector.connect(sooner.orElse(within));
      pool.adopt(connection);
      opened.increment();
      health.connected(begunNanos);
      return connection;
    } catch (BackendException e) {
      if (sooner.isPresent() && e.failure() == Failure.TIMEOUT) {
        throw new BackendException(Failure.TIMEOUT, CallTimeout.CALL_IS_LATE, e);
      }
      // A call that was interrupted has learned nothing about the upstream.
      if (!Thread.currentThread().isInterrupted()) {
        health.eject(begunNanos, e);
        pool.clear();
      }
      throw e;
    }
  }

  /** Connects if the last attempt could not, so that it is known when that is over. */
  void probe() {
    if (health.isReachable()) {
      return;
    }
    long begunNanos = System.nanoTime();
    try {
      connector.connect(config.timeouts().connect()).close();
      health.readmit();
      health.connected(begunNanos);
    } catch (BackendException e) {
      health.unreachable(begunNanos, e);
    }
  }

  /** Returns a picture of it. */
  UpstreamLevels levels() {
    return new UpstreamLevels(
        name,
        health.isReachable() && health.isAvailable(System.nanoTime()),
        active.get(),
        pool.size(),
        opened.sum());
  }

  /** Returns whether a call should rather come here: it is healthier, or has fewer calls. */
  boolean isBetterThan(Upstream other, long nowNanos) {
    int compared = health.compareTo(other.health, nowNanos);
    return compared < 0 || (compared == 0 && active.get() < other.active.get());
  }

  @Override
  public void close() {
    pool.close();
  }
}
