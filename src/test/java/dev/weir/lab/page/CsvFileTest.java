package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CsvFileTest {

  private static final String HEAD =
      "scenario,strategy,requests,served,goodput_share,p50_ms,p99_ms,shed_share,lost_share,"
          + "wasted_share,recovery_seconds,not_recovered_within_seconds,peak_memory_mib,"
          + "jain_index,worst_caller_share";

  private static List<String> lines(Results results) {
    return CsvFile.of(results).lines().toList();
  }

  @Test
  void hasAHeadAndARowForEachPair() {
    List<String> lines = lines(SampleResults.complete());
    assertThat(lines, hasSize(1 + 11 * 10));
    assertThat(lines.getFirst(), is(HEAD));
    assertThat(lines.get(1), startsWith("ramp,none,"));
    Pattern comma = Pattern.compile(",");
    assertThat(
        lines.stream().map(line -> (int) comma.matcher(line).results().count()).toList(),
        everyItem(is(14)));
  }

  @Test
  void hasEveryFigureOfTheSummary() {
    Map<Figure, Double> figures = SampleResults.figures(0.985, OptionalDouble.of(312));
    figures.put(Figure.P50_MS, 101.5);
    figures.put(Figure.RECOVERY_SECONDS, 1.25);
    assertThat(
        lines(SampleResults.of(SampleResults.pair("stall", "codel", figures))).getLast(),
        is("stall,codel,1000,500,0.985,101.5,312.0,0.25,0.2,0.125,1.25,,200.0,,"));
  }

  @Test
  void leavesEmptyWhatIsNotThere() {
    Map<Figure, Double> figures = SampleResults.figures(Double.NaN, OptionalDouble.empty());
    figures.put(Figure.NOT_RECOVERED_WITHIN_SECONDS, 12.0);
    assertThat(
        lines(SampleResults.of(SampleResults.pair("stall", "none", figures))).getLast(),
        is("stall,none,1000,500,,,,0.25,0.2,0.125,,12.0,200.0,,"));
  }

  @Test
  void ofNoPairsIsTheHeadAlone() {
    assertThat(CsvFile.of(SampleResults.of()), is(HEAD + "\n"));
  }

  @Test
  void quotesWhatWouldEndAField() {
    assertThat(CsvFile.quoted("wait-then-shed"), is("wait-then-shed"));
    assertThat(CsvFile.quoted("a,b"), is("\"a,b\""));
    assertThat(CsvFile.quoted("so \"called\""), is("\"so \"\"called\"\"\""));
    assertThat(CsvFile.quoted("two\nlines"), is("\"two\nlines\""));
  }
}
