package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Step;
import dev.weir.lab.page.Table.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The chapters of the report: the goodput under load, then one for each scenario. */
final class Chapters {

  private final Results results;

  private Chapters(Results results) {
    this.results = results;
  }

  /** Returns the chapters; none if nothing was measured. */
  static List<Chapter> of(Results results) {
    Chapters chapters = new Chapters(results);
    return Stream.concat(
            chapters.curve().stream(), results.scenarios().stream().map(chapters::scenario))
        .toList();
  }

  /** Returns what a scenario's chapter is named by in an address. */
  static String id(String scenario) {
    return "scenario-" + scenario;
  }

  private Optional<Chapter> curve() {
    List<Pair> pairs = Scene.of(Scene.RAMP).pairs(results);
    return Plots.curve(pairs)
        .map(
            plot ->
                new Chapter(
                    "goodput",
                    "Goodput under load",
                    "How much of what the backend can do is still done when more is asked of it.",
                    List.of(plot),
                    List.of(steps(pairs))));
  }

  private Chapter scenario(String name) {
    Scene scene = Scene.of(name);
    return new Chapter(
        id(name), scene.title(), scene.story(), Plots.of(scene, results), tables(scene));
  }

  private List<Table> tables(Scene scene) {
    List<Pair> pairs = scene.pairs(results);
    List<Table> tables = new ArrayList<>();
    if (!Figures.classes(pairs).isEmpty()) {
      tables.add(classes(pairs));
    }
    // The ramp's have a chapter of their own.
    if (!scene.name().equals(Scene.RAMP) && Figures.highestLoad(pairs).isPresent()) {
      tables.add(steps(pairs));
    }
    tables.add(
        Table.of(
            "Figures of this scenario",
            subjects(pairs),
            Figures.of(pairs),
            Figures.GOODPUT,
            Standing.of(pairs)));
    return tables;
  }

  private static Table classes(List<Pair> pairs) {
    List<Column<Pair>> columns = Figures.classes(pairs).stream().map(Figures::servedOf).toList();
    return Table.of(
        "Served of each class", subjects(pairs), columns, columns.getFirst(), Standing.of(pairs));
  }

  private static Table steps(List<Pair> pairs) {
    List<Column<Pair>> columns =
        pairs.stream()
            .flatMap(pair -> pair.steps().stream())
            .map(Step::load)
            .distinct()
            .map(Figures::goodputAt)
            .toList();
    return Table.of(
        "Goodput at each load", subjects(pairs), columns, columns.getLast(), Standing.of(pairs));
  }

  private static List<Subject<Pair>> subjects(List<Pair> pairs) {
    return pairs.stream().map(pair -> new Subject<>(pair.strategy(), pair)).toList();
  }
}
