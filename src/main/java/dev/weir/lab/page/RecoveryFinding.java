package dev.weir.lab.page;

import dev.weir.lab.page.Ranking.Entrant;
import dev.weir.lab.page.Ranking.Place;
import dev.weir.lab.page.Results.Pair;
import java.util.ArrayList;
import java.util.List;

/** Who recovers from a disturbance, and how soon, in a sentence. */
final class RecoveryFinding {

  private static final int WORTH_A_WORD = 2;

  private final List<Pair> pairs;
  private final Ranking recovered;

  RecoveryFinding(List<Pair> pairs) {
    this.pairs = pairs;
    this.recovered = Ranking.of(pairs, Figures.RECOVERY);
  }

  /** Returns the sentence; empty if none of them had to recover. */
  String after(String disturbance) {
    List<String> parts = new ArrayList<>();
    if (!recovered.isEmpty()) {
      parts.add("fresh requests are served well again " + soonestAndLatest());
    }
    if (!never().isEmpty()) {
      parts.add(notAtAll());
    }
    return parts.isEmpty() ? "" : "After " + disturbance + ", " + String.join("; ", parts) + ".";
  }

  private String notAtAll() {
    String who = Names.behind(never());
    String watched = " in the " + Unit.SECONDS.text(watchedSeconds()) + " that were watched";
    return recovered.isEmpty()
        ? "fresh requests are not served well again " + who + watched
        : who + " they are not," + watched;
  }

  private String soonestAndLatest() {
    String soonest = when(recovered.ranking().getFirst()) + at(recovered.best());
    return recovered.undecided()
        ? soonest
        : soonest + ", " + when(recovered.ranking().getLast()) + at(recovered.worst()) + ratio();
  }

  private static String at(Place place) {
    return " " + Names.behind(place.strategies());
  }

  private static String when(Entrant entrant) {
    return entrant.value() == 0 ? "at once" : "after " + Unit.SECONDS.text(entrant.value());
  }

  private String ratio() {
    double ratio = recovered.ranking().getLast().value() / recovered.ranking().getFirst().value();
    return Double.isFinite(ratio) && ratio >= WORTH_A_WORD
        ? " (" + Math.round(ratio) + " times as long)"
        : "";
  }

  private List<String> never() {
    return pairs.stream()
        .filter(pair -> Recoveries.notWithinSeconds(pair.summary().recovery()).isPresent())
        .map(Pair::strategy)
        .toList();
  }

  private double watchedSeconds() {
    return pairs.stream()
        .flatMapToDouble(pair -> Recoveries.notWithinSeconds(pair.summary().recovery()).stream())
        .min()
        .orElse(0);
  }
}
