package dev.weir.backend.jdbc;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;

/** A session of the pool while one call has it. */
final class Lease implements AutoCloseable {

  private final ConnectionPool pool;
  private final Session session;
  private final AtomicBoolean over = new AtomicBoolean();

  Lease(ConnectionPool pool, Session session) {
    this.pool = pool;
    this.session = session;
  }

  Session session() {
    return session;
  }

  Connection connection() {
    return session.connection();
  }

  /** Ends the wait of the call's thread for the database; does nothing once it was closed. */
  void abort() {
    if (over.compareAndSet(false, true)) {
      session.abort();
    }
  }

  /** Gives the session back, without what was not committed. */
  @Override
  public void close() {
    boolean clean = session.isClean();
    pool.giveBack(session, over.compareAndSet(false, true) && clean);
  }
}
