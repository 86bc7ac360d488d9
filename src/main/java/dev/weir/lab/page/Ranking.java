package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who is best at something, and who is worst.
 *
 * @param ranking those of whom it is known, the best first
 * @param unit how the figures read
 */
record Ranking(List<Entrant> ranking, Unit unit) {

  /** A strategy and its figure. */
  record Entrant(String strategy, double value) {}

  /** Those who come in together, and the figure of the first of them as it reads. */
  record Place(List<String> strategies, String text) {}

  /** Ranks these pairs by a figure; those of which it is not known are left out. */
  static Ranking of(List<Pair> pairs, Column<Pair> figure) {
    List<Entrant> ranking =
        pairs.stream()
            .filter(pair -> figure.figure(pair).isPresent())
            .map(pair -> new Entrant(pair.strategy(), figure.figure(pair).orElseThrow()))
            .sorted(Comparator.comparing(Entrant::value, figure.better().bestFirst()))
            .toList();
    return new Ranking(ranking, figure.unit());
  }

  boolean isEmpty() {
    return ranking.isEmpty();
  }

  /** Returns whether no two figures read differently. */
  boolean undecided() {
    return isEmpty() || best().text().equals(worst().text());
  }

  /** Returns those whose figures read as the best one does. */
  Place best() {
    return sharing(ranking.getFirst());
  }

  /** Returns those whose figures read as the worst one does. */
  Place worst() {
    return sharing(ranking.getLast());
  }

  /** Returns those whose figures are no further than this from the best one. */
  Place near(double slack) {
    Entrant first = ranking.getFirst();
    return place(first, entrant -> Math.abs(entrant.value() - first.value()) <= slack);
  }

  /**
   * Tells of the best and of the worst, such as {@code 98 % was served behind codel, 2 % without a
   * gate}; of all together if they are alike.
   *
   * @param verb what stands between the figure and the names
   */
  String told(String verb) {
    String first = best().text() + " " + verb + Names.behind(best().strategies());
    return undecided()
        ? first
        : first + ", " + worst().text() + " " + Names.behind(worst().strategies());
  }

  private Place sharing(Entrant one) {
    String text = unit.text(one.value());
    return place(one, entrant -> unit.text(entrant.value()).equals(text));
  }

  private Place place(Entrant one, Predicate<Entrant> together) {
    List<String> strategies = ranking.stream().filter(together).map(Entrant::strategy).toList();
    return new Place(strategies, unit.text(one.value()));
  }
}
