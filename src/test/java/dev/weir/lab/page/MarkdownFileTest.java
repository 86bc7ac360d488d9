package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownFileTest {

  private static List<String> lines(Results results) {
    return MarkdownFile.of(Report.of(results)).replace('\u00a0', ' ').lines().toList();
  }

  @Test
  void beginsWithWhatWasMeasured() {
    List<String> lines = lines(SampleResults.complete());
    assertThat(lines.getFirst(), is("# Backpressure strategies under overload"));
    assertThat(
        lines, hasItem(startsWith("Capacity 400/s (40 permits × 100 ms) · waiting room 80")));
    assertThat(
        lines,
        hasItem(
            endsWith(
                "Weir 0.1.0 · Java 21.0.5 · Linux, 2 processors · 23 November 2026, 20:15 UTC")));
  }

  @Test
  void hasTheTablesWithTheirBestMarked() {
    assertThat(
        lines(SampleResults.complete()),
        hasItems(
            "| strategy | Goodput | at 10× | p50 | p99 | Shed | Wasted | Recovery | Memory |",
            "| --- | --: | --: | --: | --: | --: | --: | --: | --: |",
            "| strategy | critical | normal | low |",
            "| priority | ★ **99.8 %** | ★ **39 %** | 1 % |"));
  }

  @Test
  void hasChoicesOverviewScenariosAndColumns() {
    assertThat(
        lines(SampleResults.complete()).stream().filter(line -> line.startsWith("## ")).count(),
        is(2L + 10 + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 27, 109})
  void saysThatSomeIsMissingAndNothingThatIsNotThere(int pairs) {
    String text = MarkdownFile.of(Report.of(SampleResults.stoppedAfter(pairs)));
    assertThat(
        text,
        containsString(pairs == 0 ? "Nothing is measured yet" : "stopped before it was done"));
    assertThat(text, not(containsString("NaN")));
    assertThat(text, not(containsString("Optional")));
    assertThat(text, not(containsString("null")));
  }

  @Test
  void keepsANameFromFormatting() {
    Results results =
        SampleResults.of(
            SampleResults.pair(
                "a|b", "*bold*\n# head", SampleResults.figures(0.5, OptionalDouble.empty())));
    String text = MarkdownFile.of(Report.of(results));
    assertThat(text, containsString("## a\\|b\n"));
    assertThat(text, containsString("| \\*bold\\* \\# head | 50"));
  }
}
