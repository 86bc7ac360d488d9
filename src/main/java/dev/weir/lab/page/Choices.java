package dev.weir.lab.page;

import dev.weir.lab.page.Ranking.Place;
import dev.weir.lab.page.Results.Pair;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which strategy to take, for each trouble that was tried and in which the strategies differ.
 *
 * <p>What another run might turn around does not count: whoever is within a point of the best
 * share, a quarter of a second of the soonest recovery, or a tenth of the shortest time, is as
 * good. Nor does a strategy whose goodput is far below the best ({@link Standing}).
 */
final class Choices {

  private static final double POINT = 0.01;
  private static final double QUARTER_SECOND = 0.25;
  private static final double TENTH = 0.1;

  private final Results results;

  private Choices(Results results) {
    this.results = results;
  }

  /** Returns them in the order of the scenarios. */
  static List<Choice> of(Results results) {
    Choices choices = new Choices(results);
    return Stream.concat(
            choices.inAHurry().stream(),
            results.scenarios().stream().flatMap(name -> choices.in(name).stream()))
        .toList();
  }

  private Optional<Choice> in(String scenario) {
    List<Pair> pairs = Scene.of(scenario).pairs(results);
    return switch (scenario) {
      case Scene.RAMP -> ramp(pairs);
      case Scene.STALL ->
          choice(Scene.of(scenario), "recovery", pairs, Figures.RECOVERY, QUARTER_SECOND);
      default -> usual(Scene.of(scenario), pairs);
    };
  }

  private static Optional<Choice> ramp(List<Pair> pairs) {
    return Figures.highestLoad(pairs).stream()
        .mapToObj(Figures::goodputAt)
        .findFirst()
        .flatMap(
            column ->
                choice(Scene.of(Scene.RAMP), "goodput " + column.head(), pairs, column, POINT));
  }

  /** Where there are several classes of requests, the first is the one that matters. */
  private static Optional<Choice> usual(Scene scene, List<Pair> pairs) {
    List<String> classes = Figures.classes(pairs);
    return classes.isEmpty()
        ? choice(scene, "goodput", pairs, Figures.GOODPUT, POINT)
        : choice(
            scene,
            classes.getFirst() + " served",
            pairs,
            Figures.servedOf(classes.getFirst()),
            POINT);
  }

  private Optional<Choice> inAHurry() {
    List<Pair> pairs = Scene.of(Scene.RAMP).pairs(results);
    double least =
        Standing.of(pairs).compared(pairs).stream()
            .flatMapToDouble(pair -> pair.summary().p99Millis().stream())
            .min()
            .orElse(0);
    Scene hurry = new Scene(Scene.RAMP, "", "", "Callers in a hurry", "");
    return choice(hurry, "p99 on the ramp", pairs, Figures.P99, least * TENTH);
  }

  private static Optional<Choice> choice(
      Scene scene, String measure, List<Pair> pairs, Column<Pair> column, double slack) {
    Standing standing = Standing.of(pairs);
    List<Pair> compared = standing.compared(pairs);
    Ranking contest = Ranking.of(compared, column);
    if (contest.isEmpty()) {
      return Optional.empty();
    }
    Place best = contest.near(slack);
    Optional<Place> worst =
        Optional.of(notAtAll(compared, column).orElse(contest.worst()))
            .filter(place -> !place.text().equals(best.text()));
    return Optional.of(
            new Choice(scene.trouble(), scene.name(), measure, best, worst, standing.leftOut()))
        .filter(choice -> worst.isPresent() || !standing.leftOut().isEmpty());
  }

  /** Those that have no figure, but something in its place: they never recovered. */
  private static Optional<Place> notAtAll(List<Pair> pairs, Column<Pair> column) {
    List<Pair> never =
        pairs.stream()
            .filter(pair -> column.figure(pair).isEmpty())
            .filter(pair -> !column.text(pair).equals(Unit.NOTHING))
            .toList();
    return never.stream()
        .findFirst()
        .map(first -> new Place(never.stream().map(Pair::strategy).toList(), column.text(first)));
  }
}
