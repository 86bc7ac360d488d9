package dev.weir.lab;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Recovery;
import dev.weir.lab.page.Results.Summary;
import java.util.Locale;
import java.util.OptionalDouble;

/** The main figures of a pair in one line. */
final class Headline {

  private Headline() {}

  static String of(Pair pair) {
    Summary summary = pair.summary();
    return pair.scenario().name()
        + (", " + pair.strategy())
        + (": goodput " + percent(summary.goodputShare()))
        + (", p50 " + millis(summary.p50Millis()))
        + (", p99 " + millis(summary.p99Millis()))
        + (", shed " + percent(summary.shedShare()))
        + (", lost " + percent(summary.lostShare()))
        + (", wasted " + percent(summary.wastedShare()))
        + recovery(summary.recovery())
        + (", " + Math.round(summary.peakMemoryMebibytes()) + " MiB");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String millis(OptionalDouble millis) {
    return millis.isPresent() ? Math.round(millis.getAsDouble()) + " ms" : "-";
  }

  private static String recovery(Recovery recovery) {
    return switch (recovery) {
      case Recovery.NotAsked none -> "";
      case Recovery.After after -> ", recovered after " + after.seconds() + " s";
      case Recovery.Never never -> ", not recovered";
    };
  }
}
