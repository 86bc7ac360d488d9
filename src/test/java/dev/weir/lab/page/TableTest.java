package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Table.Mark;
import dev.weir.lab.page.Table.Row;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Strategies a, b, c and so on, with one figure each. */
class TableTest {

  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  private static OptionalDouble of(double value) {
    return OptionalDouble.of(value);
  }

  private static Pair pair(String strategy, double goodput, OptionalDouble figure) {
    return SampleResults.pair("storm", strategy, SampleResults.figures(goodput, figure));
  }

  private static Column column(Direction better) {
    return new Column(
        "figure", "what it is", Unit.SHARE, better, pair -> pair.figure(Figure.P99_MS));
  }

  private static Table table(Column column, Pair... pairs) {
    return Table.of("some", List.of(pairs), List.of(column), column);
  }

  private static Table table(Direction better, OptionalDouble... figures) {
    return table(
        column(better),
        IntStream.range(0, figures.length)
            .mapToObj(i -> pair(String.valueOf((char) ('a' + i)), 1, figures[i]))
            .toArray(Pair[]::new));
  }

  private static List<String> order(Table table) {
    return table.rows().stream().map(Row::name).toList();
  }

  private static List<String> best(Table table) {
    return table.rows().stream()
        .filter(row -> row.cells().getFirst().mark() == Mark.BEST)
        .map(Row::name)
        .toList();
  }

  @Test
  void marksTheHighestWhereHigherIsBetter() {
    assertThat(best(table(Direction.HIGHER, of(0.2), of(0.9), of(0.5))), contains("b"));
  }

  @Test
  void marksTheLowestWhereLowerIsBetter() {
    assertThat(best(table(Direction.LOWER, of(0.2), of(0.9), of(0.5))), contains("a"));
  }

  @Test
  void marksNothingThatDoesNotJudge() {
    assertThat(best(table(Direction.NEITHER, of(0.2), of(0.9))), empty());
  }

  @Test
  void marksAllThatReadTheSame() {
    assertThat(best(table(Direction.HIGHER, of(0.981), of(0.978), of(0.97))), contains("a", "b"));
  }

  @Test
  void marksNoneWhereAllAreAlike() {
    assertThat(best(table(Direction.HIGHER, of(0.5), of(0.5))), empty());
  }

  @Test
  void neverMarksWhatIsNotKnown() {
    Table table = table(Direction.LOWER, UNKNOWN, of(Double.NaN), of(0.3));
    assertThat(best(table), contains("c"));
    assertThat(table.rows().getLast().cells().getFirst().text(), is("–"));
  }

  @Test
  void marksOnlyStrategiesThatKeepUpInGoodputAndNamesTheOthers() {
    Table table =
        table(
            column(Direction.LOWER),
            pair("good", 0.98, of(300)),
            pair("near", 0.89, of(200)),
            pair("poor", 0.5, of(100)));
    assertThat(best(table), contains("near"));
    assertThat(table.note(), is("Not compared: poor (goodput below 90\u00a0% of the best)."));
  }

  @Test
  void marksOneThatAloneKeepsUpOnlyWhereBetterThanAll() {
    Pair good = pair("good", 0.98, of(300));
    Pair poor = pair("poor", 0.5, of(100));
    assertThat(best(table(column(Direction.LOWER), good, poor)), empty());
    assertThat(best(table(column(Direction.HIGHER), good, poor)), contains("good"));
  }

  @Test
  void putsTheBestFirstAndTheUnknownLast() {
    assertThat(order(table(Direction.HIGHER, UNKNOWN, of(0.2), of(0.9))), contains("c", "b", "a"));
    assertThat(order(table(Direction.LOWER, UNKNOWN, of(0.2), of(0.9))), contains("b", "c", "a"));
  }

  @Test
  void hasNoRowsWithoutStrategies() {
    assertThat(order(table(Direction.HIGHER)), empty());
  }
}
