package dev.weir.lab.page;

import dev.weir.lab.page.JsonFile.Figure;
import dev.weir.lab.page.Results.Pair;
import io.helidon.json.JsonNumber;
import io.helidon.json.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The summaries as a table for a spreadsheet (RFC 4180, but with plain line feeds): a head, then a
 * row for each pair. The figures and their names are those of the JSON; what is not there is empty.
 */
final class CsvFile {

  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\\r\\n]");
  private static final Pattern UPPER_CASE = Pattern.compile("\\p{Upper}");

  private CsvFile() {}

  /** Returns the text of the file. */
  static String of(Results results) {
    Stream<String> names = JsonFile.SUMMARY.stream().map(Figure::name).map(CsvFile::snakeCase);
    Stream<String> head = Stream.of(line("scenario", "strategy", names));
    Stream<String> rows = results.pairs().stream().map(CsvFile::row);
    return Stream.concat(head, rows).collect(Collectors.joining());
  }

  private static String row(Pair pair) {
    Stream<String> figures =
        JsonFile.SUMMARY.stream().map(figure -> text(figure.value().apply(pair.summary())));
    return line(pair.scenario().name(), pair.strategy(), figures);
  }

  private static String line(String scenario, String strategy, Stream<String> more) {
    return Stream.concat(Stream.of(scenario, strategy), more)
        .map(CsvFile::quoted)
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static String snakeCase(String name) {
    return UPPER_CASE.matcher(name).replaceAll("_$0").toLowerCase(Locale.ROOT);
  }

  private static String text(JsonValue value) {
    return value instanceof JsonNumber number ? number.bigDecimalValue().toPlainString() : "";
  }

  /** Returns the text as it stands in one field. */
  static String quoted(String text) {
    return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
