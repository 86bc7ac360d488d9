package dev.weir.backend.jdbc;

import dev.weir.backend.BackendResponse;
import dev.weir.backend.jdbc.Dialect.StatementLimit;
import io.helidon.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;

/** A small table, of which each transaction locks, updates and returns one random row. */
final class SampleTable implements Transaction {

  private static final int ROWS = 100;

  /** Names without quotation marks would be upper-case in some databases. */
  private static final String SELECT =
      """
      SELECT id AS "id", name AS "name", calls AS "calls" FROM weir_item WHERE id = ?
      """;

  /** Two replicas that start together may both create it: the loser's attempt comes out of this. */
  @Override
  public void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS weir_item"
              + " (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL, calls BIGINT NOT NULL)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO weir_item (id, name, calls) SELECT ?, ?, 0"
                + " WHERE NOT EXISTS (SELECT 1 FROM weir_item WHERE id = ?)")) {
      for (int id = 1; id <= ROWS; id++) {
        insert.setInt(1, id);
        insert.setString(2, "item " + id);
        insert.setInt(3, id);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Override
  public BackendResponse run(Connection connection, StatementLimit limit) throws SQLException {
    int id = ThreadLocalRandom.current().nextInt(ROWS) + 1;
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE weir_item SET calls = calls + 1 WHERE id = ?")) {
      limit.on(update);
      update.setInt(1, id);
      update.executeUpdate();
    }
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      limit.on(select);
      select.setInt(1, id);
      try (ResultSet rows = select.executeQuery()) {
        JsonObject row = new JsonRows(rows).next(1).getFirst();
        return BackendResponse.json(row.toString());
      }
    }
  }
}
