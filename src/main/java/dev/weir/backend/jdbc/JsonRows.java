package dev.weir.backend.jdbc;

import io.helidon.json.JsonObject;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rows of a result as JSON: a column is a member, by the name that the database gives it. */
final class JsonRows {

  private final ResultSet rows;
  private final List<String> names;

  /**
   * Looks at the columns.
   *
   * @throws SQLException also if two of them have one name, of which JSON could show but one
   */
  JsonRows(ResultSet rows) throws SQLException {
    this.rows = rows;
    this.names = names(rows.getMetaData());
  }

  private static List<String> names(ResultSetMetaData columns) throws SQLException {
    Set<String> names = new LinkedHashSet<>();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      String name = columns.getColumnLabel(column);
      if (!names.add(name)) {
        throw SqlStates.duplicateColumn(name);
      }
    }
    return List.copyOf(names);
  }

  /** Returns the next rows, as many as there are but no more than that. */
  List<JsonObject> next(int most) throws SQLException {
    List<JsonObject> next = new ArrayList<>();
    while (next.size() < most && rows.next()) {
      next.add(row());
    }
    return next;
  }

  private JsonObject row() throws SQLException {
    JsonObject.Builder row = JsonObject.builder();
    for (int column = 1; column <= names.size(); column++) {
      row.set(names.get(column - 1), JsonColumn.value(rows, column));
    }
    return row.build();
  }
}
