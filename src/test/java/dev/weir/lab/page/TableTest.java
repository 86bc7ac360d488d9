package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.weir.lab.page.Table.Row;
import dev.weir.lab.page.Table.Subject;
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

  private static Table table(Direction better, OptionalDouble... figures) {
    Column<OptionalDouble> column =
        new Column<>("figure", "what it is", Unit.SHARE, better, figure -> figure);
    List<Subject<OptionalDouble>> subjects =
        IntStream.range(0, figures.length)
            .mapToObj(i -> new Subject<>(String.valueOf((char) ('a' + i)), figures[i]))
            .toList();
    return Table.of("some", subjects, List.of(column), column, new Standing(List.of()));
  }

  private static List<String> order(Table table) {
    return table.rows().stream().map(Row::strategy).toList();
  }

  private static List<String> best(Table table) {
    return table.rows().stream()
        .filter(row -> row.cells().getFirst().best())
        .map(Row::strategy)
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
  void marksNobodyWhereAllAreAlike() {
    assertThat(best(table(Direction.HIGHER, of(0.5), of(0.5))), empty());
  }

  @Test
  void neverMarksWhatIsNotKnown() {
    Table table = table(Direction.LOWER, UNKNOWN, of(Double.NaN), of(0.3));
    assertThat(best(table), contains("c"));
    assertThat(table.rows().getLast().cells().getFirst().text(), is("–"));
  }

  @Test
  void marksOnlyThoseWhoKeepUpInGoodputAndNamesTheOthers() {
    List<Subject<double[]>> subjects =
        List.of(
            new Subject<>("good", new double[] {0.98, 300}),
            new Subject<>("near", new double[] {0.89, 200}),
            new Subject<>("poor", new double[] {0.5, 100}));
    Column<double[]> goodput = column(Direction.HIGHER, 0);
    Table table =
        Table.of(
            "some",
            subjects,
            List.of(column(Direction.LOWER, 1)),
            goodput,
            Standing.of(subjects, goodput));
    assertThat(best(table), contains("near"));
    assertThat(table.note(), is("Not compared: poor (goodput below 90\u00a0% of the best)."));
  }

  @Test
  void marksOneThatAloneKeepsUpOnlyWhereItIsBetterThanAll() {
    List<Subject<double[]>> subjects =
        List.of(
            new Subject<>("good", new double[] {0.98, 300}),
            new Subject<>("poor", new double[] {0.5, 100}));
    Column<double[]> goodput = column(Direction.HIGHER, 0);
    Standing standing = Standing.of(subjects, goodput);
    List<Column<double[]>> slow = List.of(column(Direction.LOWER, 1));
    assertThat(best(Table.of("some", subjects, slow, goodput, standing)), empty());
    assertThat(
        best(Table.of("some", subjects, List.of(goodput), goodput, standing)), contains("good"));
  }

  private static Column<double[]> column(Direction better, int index) {
    return new Column<>("figure", "what it is", Unit.COUNT, better, figures -> of(figures[index]));
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
