package dev.weir.backend.jdbc;

import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of a result as JSON: a column is a member; numbers and booleans stay what they are. */
final class JsonRows {

  private JsonRows() {}

  /** Returns the first row, or an empty object if there is none. */
  static JsonObject first(ResultSet rows) throws SQLException {
    return rows.next() ? row(rows) : JsonObject.empty();
  }

  /** Returns all rows. */
  static JsonArray all(ResultSet rows) throws SQLException {
    List<JsonValue> all = new ArrayList<>();
    while (rows.next()) {
      all.add(row(rows));
    }
    return JsonArray.create(all);
  }

  private static JsonObject row(ResultSet rows) throws SQLException {
    JsonObject.Builder row = JsonObject.builder();
    ResultSetMetaData columns = rows.getMetaData();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      String name = columns.getColumnLabel(column).toLowerCase(Locale.ROOT);
      switch (rows.getObject(column)) {
        case null -> row.setNull(name);
        case Boolean value -> row.set(name, value.booleanValue());
        case Number value -> set(row, name, value);
        case Object value -> row.set(name, value.toString());
      }
    }
    return row.build();
  }

  /** JSON has no number for an infinity, nor for what is not a number. */
  private static void set(JsonObject.Builder row, String name, Number value) {
    if (Double.isFinite(value.doubleValue())) {
      row.set(name, new BigDecimal(value.toString()));
    } else {
      row.set(name, value.toString());
    }
  }
}
