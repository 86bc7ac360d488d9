package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import io.helidon.json.JsonNumber;
import io.helidon.json.JsonValue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The summaries as a table for a spreadsheet (RFC 4180, but with plain line feeds): a head, then a
 * row for each pair. The figures and their names are those of the JSON; what is not there is empty.
 */
final class CsvFile {

  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\\r\\n]");

  private CsvFile() {}

  /** Returns the text of the file. */
  static String of(Results results) {
    Stream<String> names = Stream.of(Figure.values()).map(Figure::snakeCase);
    Stream<String> head = Stream.of(line("scenario", "strategy", names));
    Stream<String> rows = results.pairs().stream().map(CsvFile::row);
    return Stream.concat(head, rows).collect(Collectors.joining());
  }

  private static String row(Pair pair) {
    Stream<String> figures =
        Stream.of(Figure.values()).map(figure -> text(JsonFile.value(figure, pair)));
    return line(pair.scenario().name(), pair.strategy(), figures);
  }

  private static String line(String scenario, String strategy, Stream<String> more) {
    return Stream.concat(Stream.of(scenario, strategy), more)
        .map(CsvFile::quoted)
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static String text(JsonValue value) {
    return value instanceof JsonNumber number ? number.bigDecimalValue().toPlainString() : "";
  }

  /** Returns the text as it stands in one field. */
  static String quoted(String text) {
    return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
