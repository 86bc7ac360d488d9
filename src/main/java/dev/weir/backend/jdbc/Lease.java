package dev.weir.backend.jdbc;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** A session of the pool while one call has it. */
final class Lease implements AutoCloseable {

  private final BiConsumer<Session, Boolean> giveBack;
  private final Session session;
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * Makes a lease.
   *
   * @param giveBack takes the session back, and hears whether another call can use it
   */
  Lease(BiConsumer<Session, Boolean> giveBack, Session session) {
    this.giveBack = giveBack;
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
    giveBack.accept(session, over.compareAndSet(false, true) && clean);
  }
}
