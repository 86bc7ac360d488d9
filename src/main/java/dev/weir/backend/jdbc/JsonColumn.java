package dev.weir.backend.jdbc;

import io.helidon.json.JsonArray;
import io.helidon.json.JsonBoolean;
import io.helidon.json.JsonNull;
import io.helidon.json.JsonNumber;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonString;
import io.helidon.json.JsonValue;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The value of a column as JSON, which loses nothing: numbers keep all their digits, JSON and
 * arrays are JSON, bytes are Base64, moments are ISO 8601 with their offset; for all else, and for
 * numbers and moments that are not finite, it is the database's own text.
 */
final class JsonColumn {

  /** Of the two columns that JDBC makes of an array; the other is the index. */
  private static final int ELEMENT = 2;

  private JsonColumn() {}

  /** Returns the value of a column of the current row. */
  static JsonValue value(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      return JsonNull.instance();
    }
    ResultSetMetaData columns = row.getMetaData();
    return switch (columns.getColumnTypeName(column).toLowerCase(Locale.ROOT)) {
      case "json", "jsonb" -> JsonParser.create(text).readJsonValue();
      case "timestamptz" -> moment(text, row, column);
      case "bool" -> JsonBoolean.create(row.getBoolean(column));
      case "bit", "money", "uuid" -> JsonString.create(text);
      default -> ofType(columns.getColumnType(column), text, row, column);
    };
  }

  private static JsonValue ofType(int type, String text, ResultSet row, int column)
      throws SQLException {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.NUMERIC,
          Types.DECIMAL,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE ->
          number(text);
      case Types.BOOLEAN -> JsonBoolean.create(row.getBoolean(column));
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> base64(row, column);
      case Types.TIMESTAMP -> JsonString.create(text.replaceFirst(" ", "T"));
      case Types.TIMESTAMP_WITH_TIMEZONE -> moment(text, row, column);
      case Types.ARRAY -> array(row.getArray(column));
      default -> JsonString.create(text);
    };
  }

  /** JSON has no number for an infinity, nor for what is not a number. */
  private static JsonValue number(String text) {
    boolean finite = !text.endsWith("NaN") && !text.endsWith("Infinity");
    return finite ? JsonNumber.create(new BigDecimal(text)) : JsonString.create(text);
  }

  private static JsonValue base64(ResultSet row, int column) throws SQLException {
    return JsonString.create(Base64.getEncoder().encodeToString(row.getBytes(column)));
  }

  private static JsonValue moment(String text, ResultSet row, int column) throws SQLException {
    if (text.endsWith("infinity")) {
      return JsonString.create(text);
    }
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return JsonString.create(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment));
  }

  private static JsonValue array(Array array) throws SQLException {
    List<JsonValue> all = new ArrayList<>();
    try (ResultSet elements = array.getResultSet()) {
      while (elements.next()) {
        all.add(value(elements, ELEMENT));
      }
    }
    return JsonArray.create(all);
  }
}
