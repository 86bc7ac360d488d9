package dev.weir.backend.jdbc;

import dev.weir.backend.BackendResponse;
import dev.weir.backend.Field;
import dev.weir.backend.jdbc.Dialect.StatementLimit;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A statement of the operator's own. The rows of a query are the result; for any other statement it
 * is the number of rows that it changed. If there are more rows than there may be, the response has
 * the first of them, and the field {@value #TRUNCATED} with their number.
 *
 * @param sql the statement
 * @param mostRows how many rows a response may have
 */
record SqlStatement(String sql, int mostRows) implements Transaction {

  private static final String TRUNCATED = "X-Truncated-Rows";

  @Override
  public BackendResponse run(Connection connection, StatementLimit limit) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(mostRows + 1);
      limit.on(statement);
      if (!statement.execute(sql)) {
        return BackendResponse.json(
            JsonObject.builder()
                .set("updated", statement.getLargeUpdateCount())
                .build()
                .toString());
      }
      try (ResultSet rows = statement.getResultSet()) {
        return response(new JsonRows(rows));
      }
    }
  }

  private BackendResponse response(JsonRows rows) throws SQLException {
    String json = JsonArray.create(rows.next(mostRows)).toString();
    return rows.next(1).isEmpty()
        ? BackendResponse.json(json)
        : BackendResponse.json(json, new Field(TRUNCATED, String.valueOf(mostRows)));
  }
}
