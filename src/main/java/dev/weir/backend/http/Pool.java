package dev.weir.backend.http;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The idle connections of one upstream, of which the one that was used last is taken first: so the
 * others grow old and are closed when there are more than are needed.
 *
 * <p>How many connections are open is not limited here: that is what the gate's permits do.
 */
final class Pool implements AutoCloseable {

  /** Of what a service says it keeps a connection; the rest is for a request on its way. */
  private static final long NANOS_OF_A_SECOND = TimeUnit.MILLISECONDS.toNanos(750);

  /** Connections that were made together must not all be made anew together. */
  private static final double SPREAD = 0.1;

  private final ConcurrentLinkedDeque<UpstreamConnection> idle = new ConcurrentLinkedDeque<>();
  private final long keepAliveNanos;
  private final OptionalLong maxAgeNanos;
  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private volatile boolean closed;

  /**
   * Makes an empty pool.
   *
   * @param random from 0 to 1, for the part of {@link #SPREAD} that a connection retires sooner
   */
  Pool(HttpConfig.Timeouts timeouts, LongSupplier nanoTime, DoubleSupplier random) {
    this.keepAliveNanos = timeouts.keepAlive().toNanos();
    this.maxAgeNanos = timeouts.maxAge().stream().mapToLong(Duration::toNanos).findFirst();
    this.nanoTime = nanoTime;
    this.random = random;
  }

  /** Lets a new connection retire at its age, which counts from now on. */
  void adopt(UpstreamConnection connection) {
    maxAgeNanos.ifPresent(
        age ->
            connection.retireAt(
                nanoTime.getAsLong() + (long) (age * (1 - SPREAD * random.getAsDouble()))));
  }

  /** Takes a connection on which the service is silent, and which it has not closed. */
  Optional<UpstreamConnection> acquire() {
    long nowNanos = nanoTime.getAsLong();
    for (UpstreamConnection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
      if (!next.expired(nowNanos) && !next.stale()) {
        return Optional.of(next);
      }
      next.close();
    }
    return Optional.empty();
  }

  /** Gives a connection back whose service keeps it for so long, in seconds. */
  void release(UpstreamConnection connection, long seconds) {
    boolean sooner = seconds < keepAliveNanos / NANOS_OF_A_SECOND;
    long nowNanos = nanoTime.getAsLong();
    connection.idle(nowNanos, sooner ? seconds * NANOS_OF_A_SECOND : keepAliveNanos);
    if (connection.expired(nowNanos)) {
      connection.close();
      return;
    }
    idle.addFirst(connection);
    if (closed) {
      clear();
    }
  }

  /** Returns how many there are; takes longer, the more there are. */
  int size() {
    return idle.size();
  }

  /** Closes those that have been idle for too long, or are too old. */
  void sweep() {
    long nowNanos = nanoTime.getAsLong();
    for (UpstreamConnection connection : idle) {
      if (connection.expired(nowNanos) && idle.remove(connection)) {
        connection.close();
      }
    }
  }

  /** Closes all of them: where one turned out to be closed, the others may be too. */
  void clear() {
    for (UpstreamConnection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
      next.close();
    }
  }

  /** Closes all of them, and whatever is given back from now on. */
  @Override
  public void close() {
    closed = true;
    clear();
  }
}
