package dev.weir.lab;

import dev.weir.lab.load.Result;
import dev.weir.lab.load.ResultKind;
import dev.weir.lab.page.Figure;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What each caller asked for and was served, and how evenly that was shared out. */
final class Fairness {

  private final int[] callers;
  private final int[] asked;
  private final int[] served;

  /** Begins with no requests; the clients are in the order of the streams. */
  Fairness(List<Clients> clients) {
    this.callers =
        IntStream.range(0, clients.size()).filter(i -> clients.get(i).kind().isCaller()).toArray();
    this.asked = new int[clients.size()];
    this.served = new int[clients.size()];
  }

  void add(int stream, Result result) {
    asked[stream]++;
    if (result.outcome() == ResultKind.SERVED) {
      served[stream]++;
    }
  }

  /**
   * Returns the figures that are about callers; none if there are fewer than two.
   *
   * @param mostServed how many requests could be served, of all callers together
   */
  Map<Figure, Double> figures(double mostServed) {
    return callers.length < 2
        ? Map.of()
        : Map.of(
            Figure.JAIN_INDEX,
            jainIndex(),
            Figure.WORST_CALLER_SHARE,
            worstShare(mostServed / callers.length));
  }

  /**
   * Returns the square of the sum over n times the sum of the squares (Jain, Chiu and Hawe,
   * DEC-TR-301, 1984); not a number if no caller was served.
   */
  private double jainIndex() {
    double sum = IntStream.of(callers).mapToDouble(caller -> served[caller]).sum();
    double squares = IntStream.of(callers).mapToDouble(caller -> Math.pow(served[caller], 2)).sum();
    return sum * sum / (callers.length * squares);
  }

  private double worstShare(double equalShare) {
    return IntStream.of(callers)
        .filter(caller -> asked[caller] > 0)
        .mapToDouble(caller -> Math.min(1, served[caller] / Math.min(asked[caller], equalShare)))
        .min()
        .orElse(Double.NaN);
  }
}
