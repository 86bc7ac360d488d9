package dev.weir.backend.jdbc;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.jdbc.ConnectionPool.Lease;
import dev.weir.time.Timeouts;
import dev.weir.time.Timeouts.Timeout;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time that one call has: until the deadline of its client, and for each statement what the
 * database may take. A database ends a statement that is too late. If it does not, and is silent
 * for a while longer, it is asked whether it is at work on the statement; the client has its
 * response before that.
 */
final class CallTime implements AutoCloseable {

  /** How much longer than the statement timeout a database may be silent. */
  static final Duration SILENCE = Duration.ofSeconds(5);

  private final BackendRequest request;
  private final Dialect dialect;
  private final Duration mostOfStatement;
  private final long silentNanos;
  private final Timeout timeout;
  private volatile @Nullable Lease lease;
  private boolean overdue;
  private volatile boolean closed;

  /** Begins the time of a call. */
  CallTime(BackendRequest request, Dialect dialect, Duration mostOfStatement, Timeouts timeouts) {
    this.request = request;
    this.dialect = dialect;
    this.mostOfStatement = mostOfStatement;
    this.silentNanos = System.nanoTime() + mostOfStatement.plus(SILENCE).toNanos();
    this.timeout = timeouts.add(this::expired);
    timeout.schedule(least(untilDeadline(), until(silentNanos)));
  }

  /** The call has a session of the pool, until it gives that back. */
  void leased(Lease taken) {
    lease = taken;
  }

  /** Returns how long its next step may take; 0 if it has no time left. */
  Duration left() {
    return least(mostOfStatement, untilDeadline());
  }

  /** Returns whether the deadline of its client has passed. */
  boolean isPastDeadline() {
    return untilDeadline().isZero();
  }

  /** Returns the failure of a call that has used up its time. */
  static BackendException late(String sentence) {
    return new BackendException(Failure.TIMEOUT, sentence, new SQLTimeoutException(sentence));
  }

  /** Is called again only if it sets the timeout again. */
  private void expired() {
    if (closed) {
      return;
    }
    if (!overdue) {
      overdue = true;
      request.overdue().accept(late("The database did not respond in time"));
    }
    Lease current = lease;
    if (!until(silentNanos).isZero()) {
      timeout.schedule(until(silentNanos));
    } else if (current == null || dialect.isAtWork(current.session())) {
      timeout.schedule(SILENCE);
    } else {
      current.abort();
    }
  }

  private Duration untilDeadline() {
    return request.respondByNanos().isPresent()
        ? until(request.respondByNanos().getAsLong())
        : mostOfStatement.plus(SILENCE);
  }

  private static Duration until(long nanos) {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public void close() {
    closed = true;
    timeout.close();
  }
}
