package dev.weir.backend.jdbc;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;

/** A session of the pool, in the hands of one call. */
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

  /** Ends the wait of the call's thread for the database; changes nothing once it is given back. */
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
