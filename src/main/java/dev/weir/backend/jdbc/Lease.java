package dev.weir.backend.jdbc;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;

/** A session of the pool while one call has it. */
final class Lease implements AutoCloseable {

  /** Takes a session back, to keep it or to close it. */
  interface Owner {
    void giveBack(Session session, boolean usable);
  }

  private final Owner owner;
  private final Session session;
  private final AtomicBoolean over = new AtomicBoolean();

  Lease(Owner owner, Session session) {
    this.owner = owner;
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
    owner.giveBack(session, over.compareAndSet(false, true) && clean);
  }
}
