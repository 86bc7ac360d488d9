package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Recovery;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The summaries as a table for a spreadsheet (RFC 4180, but with plain line feeds): a head, then a
 * row for each pair. The names carry their units, shares are from 0 to 1, and what is not there is
 * empty.
 */
final class CsvFile {

  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\\r\\n]");

  private static final List<Field> FIELDS =
      List.of(
          new Field("scenario", Pair::scenario),
          new Field("strategy", Pair::strategy),
          new Field("requests", pair -> String.valueOf(pair.summary().requests())),
          new Field("served", pair -> String.valueOf(pair.summary().served())),
          new Field("goodput_share", pair -> number(pair.summary().goodputShare())),
          new Field("p50_ms", pair -> number(pair.summary().p50Millis())),
          new Field("p99_ms", pair -> number(pair.summary().p99Millis())),
          new Field("shed_share", pair -> number(pair.summary().shedShare())),
          new Field("lost_share", pair -> number(pair.summary().lostShare())),
          new Field("wasted_share", pair -> number(pair.summary().wastedShare())),
          new Field("recovery_seconds", pair -> number(Recoveries.seconds(recovery(pair)))),
          new Field(
              "not_recovered_within_seconds",
              pair -> number(Recoveries.notWithinSeconds(recovery(pair)))),
          new Field("peak_memory_mib", pair -> number(pair.summary().peakMemoryMebibytes())));

  private CsvFile() {}

  /** Returns the text of the file. */
  static String of(Results results) {
    Stream<String> head = Stream.of(line(FIELDS.stream().map(Field::name)));
    Stream<String> rows =
        results.pairs().stream()
            .map(pair -> line(FIELDS.stream().map(field -> field.text().apply(pair))));
    return Stream.concat(head, rows).collect(Collectors.joining());
  }

  private static String line(Stream<String> fields) {
    return fields.map(CsvFile::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  /** Returns the text as it stands in one field. */
  static String quoted(String text) {
    return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static Recovery recovery(Pair pair) {
    return pair.summary().recovery();
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "";
  }

  private static String number(double value) {
    return Double.isFinite(value) ? BigDecimal.valueOf(value).toPlainString() : "";
  }

  /** A column: its name, and what a pair has in it. */
  private record Field(String name, Function<Pair, String> text) {}
}
