package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.weir.lab.page.Report.Chapter;
import dev.weir.lab.page.Table.Head;
import dev.weir.lab.page.Table.Row;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OverviewTest {

  private static Results.Pair pair(String scenario, String strategy, double goodput, double p99) {
    return SampleResults.pair(
        scenario, strategy, SampleResults.figures(goodput, OptionalDouble.of(p99)));
  }

  private static Chapter overview(Results results) {
    return Report.of(results).chapters().getFirst();
  }

  private static Table table(Results results) {
    return overview(results).tables().getFirst();
  }

  private static String cell(Table table, String strategy, String head) {
    int column = table.heads().stream().map(Head::text).toList().indexOf(head);
    Row row =
        table.rows().stream()
            .filter(each -> each.name().equals(strategy))
            .findFirst()
            .orElseThrow();
    return row.cells().get(column).text().replace('\u00a0', ' ');
  }

  @Test
  void hasTheColumnsThatDecide() {
    Table table = table(SampleResults.complete());
    assertThat(
        table.heads().stream().map(Head::text).toList(),
        contains("Goodput", "at 10×", "p50", "p99", "Shed", "Wasted", "Recovery", "Memory"));
    assertThat(table.rows().size(), is(11));
    assertThat(cell(table, "wait-then-shed", "at 10×"), is("99 %"));
    assertThat(cell(table, "block", "Recovery"), is("9.5 s"));
    assertThat(cell(table, "none", "Recovery"), is("> 12 s"));
  }

  @Test
  void takesTheMeanOfSharesTheMedianOfP50AndTheWorstP99() {
    Table table =
        table(
            SampleResults.of(
                pair("ramp", "codel", 0.9, 100),
                pair("burst", "codel", 0.8, 200),
                pair("storm", "codel", 0.4, 600)));
    assertThat(cell(table, "codel", "Goodput"), is("70 %"));
    assertThat(cell(table, "codel", "p50"), is("200 ms"));
    assertThat(cell(table, "codel", "p99"), is("600 ms"));
  }

  @Test
  void leavesOutAScenarioThatSomeStrategyWasSpared() {
    Results results =
        SampleResults.of(
            pair("ramp", "codel", 0.9, 100),
            pair("ramp", "adaptive", 0.8, 100),
            pair("too-few", "adaptive", 0.2, 100));
    assertThat(cell(table(results), "adaptive", "Goodput"), is("80 %"));
    assertThat(overview(results).text(), containsString("run in: ramp."));
  }

  @Test
  void saysSoIfNoScenarioWasRunWithAll() {
    Results results =
        SampleResults.of(pair("ramp", "codel", 0.9, 100), pair("burst", "adaptive", 0.8, 100));
    assertThat(overview(results).text(), containsString("nothing to compare"));
    assertThat(cell(table(results), "codel", "Goodput"), is("–"));
  }

  @Test
  void saysWhatEachColumnIs() {
    List<Head> heads = table(SampleResults.complete()).heads();
    heads.forEach(head -> assertThat(head.text(), head.meaning(), not("")));
  }
}
