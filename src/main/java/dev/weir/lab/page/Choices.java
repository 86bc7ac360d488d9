package dev.weir.lab.page;

import dev.weir.lab.page.Contest.Place;
import dev.weir.lab.page.Results.Pair;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which strategy to take, for each trouble that was tried and in which the strategies differ.
 *
 * <p>What another run might turn around does not count: whoever is within a point of the best
 * share, a quarter of a second of the soonest recovery, or a tenth of the shortest time, is as
 * good.
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
      case Scene.MIXED -> mixed(pairs);
      default -> choice(Scene.of(scenario), "goodput", pairs, Figures.GOODPUT, POINT);
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

  private static Optional<Choice> mixed(List<Pair> pairs) {
    return Figures.classes(pairs).stream()
        .findFirst()
        .flatMap(
            name ->
                choice(
                    Scene.of(Scene.MIXED), name + " served", pairs, Figures.servedOf(name), POINT));
  }

  /** A quick answer to very few is no merit: only those who keep up in goodput are compared. */
  private Optional<Choice> inAHurry() {
    List<Pair> pairs = Scene.of(Scene.RAMP).pairs(results);
    double most = pairs.stream().mapToDouble(pair -> pair.summary().goodputShare()).max().orElse(0);
    List<Pair> keepingUp =
        pairs.stream().filter(pair -> pair.summary().goodputShare() >= most * (1 - TENTH)).toList();
    double least =
        keepingUp.stream()
            .flatMapToDouble(pair -> pair.summary().p99Millis().stream())
            .min()
            .orElse(0);
    Scene hurry = new Scene(Scene.RAMP, "", "", "Callers in a hurry", "");
    return choice(hurry, "p99 on the ramp", keepingUp, Figures.P99, least * TENTH);
  }

  private static Optional<Choice> choice(
      Scene scene, String measure, List<Pair> pairs, Column<Pair> column, double slack) {
    Contest contest = Contest.of(pairs, column);
    if (contest.isEmpty()) {
      return Optional.empty();
    }
    Place worst = notAtAll(pairs, column).orElse(contest.worst());
    return Optional.of(
            new Choice(scene.trouble(), scene.name(), measure, contest.near(slack), worst))
        .filter(choice -> !choice.best().text().equals(worst.text()));
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
