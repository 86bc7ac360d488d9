package dev.weir.backend.jdbc;

import java.time.Duration;
import java.util.Optional;

/**
 * Which database, and what a call does there.
 *
 * @param url the JDBC URL; empty for an embedded H2 that is gone when the backend is closed
 * @param user the user
 * @param password the user's password
 * @param sql the statement that a call executes; empty for a row of the {@link SampleTable}
 * @param statementTimeout how long the database may work on a statement until it ends it
 * @param maxRows how many rows a response to that statement may have
 */
public record JdbcConfig(
    Optional<String> url,
    Optional<String> user,
    Optional<String> password,
    Optional<String> sql,
    Duration statementTimeout,
    int maxRows) {

  /** Leaves out the password, and the URL, which may have one too. */
  @Override
  public String toString() {
    return "JdbcConfig[user=" + user + ", sql=" + sql + "]";
  }
}
