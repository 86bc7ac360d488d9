package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What there is to see in a plot, in a plain sentence: who does best, who does worst, and by how
 * much. It is empty if the data say nothing.
 */
final class Findings {

  private static final Column<Pair> LONGEST_LINE =
      new Column<>(
          "Line",
          "the most that were seen to wait at once",
          Unit.COUNT,
          Direction.LOWER,
          pair -> pair.points().stream().mapToDouble(Point::waiting).max());

  private Findings() {}

  /** Returns what is left of the goodput at the highest load. */
  static String curve(List<Pair> pairs) {
    OptionalDouble top = Figures.highestLoad(pairs);
    if (top.isEmpty()) {
      return "";
    }
    return sentence(
        "When " + Unit.TIMES.text(top.getAsDouble()) + " the capacity is offered, goodput is ",
        Ranking.of(pairs, Figures.goodputAt(top.getAsDouble())),
        "of the capacity ");
  }

  /** Returns who got most out of the backend. */
  static String goodput(List<Pair> pairs) {
    return sentence("", Ranking.of(pairs, Figures.GOODPUT), "of what was possible was served ");
  }

  /** Returns how long the slowest answers took. */
  static String slowest(List<Pair> pairs) {
    return compared("The slowest hundredth of those served took at least ", pairs, Figures.P99);
  }

  /** Returns how long the lines were. */
  static String line(List<Pair> pairs) {
    return compared("The longest line seen was ", pairs, LONGEST_LINE);
  }

  /** Returns how the class of requests that matters most fared. */
  static String classes(List<Pair> pairs) {
    return Figures.classes(pairs).stream()
        .findFirst()
        .map(
            name ->
                sentence(
                    "Of the " + name + " requests, ",
                    Ranking.of(pairs, Figures.servedOf(name)),
                    "were served "))
        .orElse("");
  }

  /** Tells of those who keep up in goodput, and names the others. */
  private static String compared(String beginning, List<Pair> pairs, Column<Pair> column) {
    Standing standing = Standing.of(pairs);
    String told = sentence(beginning, Ranking.of(standing.compared(pairs), column), "");
    return told.isEmpty() || standing.leftOut().isEmpty() ? told : told + " " + standing.note();
  }

  private static String sentence(String beginning, Ranking contest, String verb) {
    return contest.isEmpty() ? "" : beginning + contest.told(verb) + ".";
  }
}
