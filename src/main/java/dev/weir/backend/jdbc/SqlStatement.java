package dev.weir.backend.jdbc;

import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A statement of the operator's own. A query's first rows are the result, at most {@link
 * #MOST_ROWS}; for any other statement it is the number of rows that it changed.
 */
record SqlStatement(String sql) implements Transaction {

  static final int MOST_ROWS = 100;

  @Override
  public JsonValue run(Connection connection, int mostSeconds) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(MOST_ROWS);
      statement.setQueryTimeout(mostSeconds);
      if (!statement.execute(sql)) {
        return JsonObject.builder().set("updated", statement.getUpdateCount()).build();
      }
      try (ResultSet rows = statement.getResultSet()) {
        return JsonRows.all(rows);
      }
    }
  }
}
