package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.Reachability;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;

/**
 * What is known against one upstream: its health checks fail, or it is ejected for a while because
 * no connection to it could be made. Only news is logged.
 *
 * <p>Safe for use by any thread.
 */
final class UpstreamHealth {

  private static final System.Logger LOG = System.getLogger(UpstreamHealth.class.getName());

  private final String name;
  private final Duration ejectionTime;
  private final Reachability reachability;
  private volatile boolean healthy = true;
  private volatile long ejectedUntilNanos = System.nanoTime();

  UpstreamHealth(String name, Duration ejectionTime, Reachability reachability) {
    this.name = name;
    this.ejectionTime = ejectionTime;
    this.reachability = reachability;
  }

  /** A call could connect, in an attempt that began at this moment. */
  void connected(long begunNanos) {
    reachability.succeeds(begunNanos);
  }

  /** A probe or a health check could connect: an ejection ends. */
  void readmit() {
    ejectedUntilNanos = System.nanoTime();
  }

  /** A call could not connect: the upstream is ejected. */
  void eject(long begunNanos, BackendException e) {
    ejectedUntilNanos = System.nanoTime() + ejectionTime.toNanos();
    unreachable(begunNanos, e);
  }

  /** An attempt to connect has failed that began at this moment. */
  void unreachable(long begunNanos, BackendException e) {
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
        ? "it does not respond in time"
        : String.valueOf(cause);
  }

  /** A health check has passed. */
  void passed() {
    readmit();
    if (!healthy) {
      healthy = true;
      LOG.log(Level.INFO, "{0} is healthy again: it passed its health check", name);
    }
  }

  /** Several health checks in a row have failed, the last one for this reason. */
  void failed(String reason) {
    if (healthy) {
      healthy = false;
      LOG.log(Level.WARNING, "{0} is not healthy: {1}", name, reason);
    }
  }

  /** Returns whether its health checks pass, as far as there are any. */
  boolean isHealthy() {
    return healthy;
  }

  /** Returns whether the last attempt to connect has succeeded. */
  boolean isReachable() {
    return reachability.reached();
  }

  private long ejectedForNanos(long nowNanos) {
    return Math.max(0, ejectedUntilNanos - nowNanos);
  }

  /** Returns whether nothing is known against it. */
  boolean isAvailable(long nowNanos) {
    return healthy && ejectedForNanos(nowNanos) == 0;
  }

  /**
   * Compares it with another: below 0 if a call should rather go to this one, because it is
   * healthy, or not ejected, or ejected for a shorter time.
   */
  int compareTo(UpstreamHealth other, long nowNanos) {
    if (healthy != other.healthy) {
      return healthy ? -1 : 1;
    }
    return Long.compare(ejectedForNanos(nowNanos), other.ejectedForNanos(nowNanos));
  }
}
