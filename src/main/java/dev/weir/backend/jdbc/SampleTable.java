package dev.weir.backend.jdbc;

import io.helidon.json.JsonValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;

/** A small table, of which each transaction locks, updates and returns one random row. */
final class SampleTable implements Transaction {

  static final int ROWS = 100;

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
  public JsonValue run(Connection connection, int mostSeconds) throws SQLException {
    int id = ThreadLocalRandom.current().nextInt(ROWS) + 1;
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE weir_item SET calls = calls + 1 WHERE id = ?")) {
      update.setQueryTimeout(mostSeconds);
      update.setInt(1, id);
      update.executeUpdate();
    }
    try (PreparedStatement select =
        connection.prepareStatement("SELECT id, name, calls FROM weir_item WHERE id = ?")) {
      select.setQueryTimeout(mostSeconds);
      select.setInt(1, id);
      try (ResultSet rows = select.executeQuery()) {
        return JsonRows.first(rows);
      }
    }
  }
}
