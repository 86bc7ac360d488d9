package dev.weir.lab.page;

import dev.weir.lab.page.FixedLimit.Share;
import dev.weir.lab.page.Results.Pair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an adaptive limit is worth beside the best fixed one, in a sentence. */
final class AdaptiveFinding {

  private static final String ADAPTIVE = "adaptive";
  private static final String BEGINNING =
      "Of what the best fixed limit serves, " + ADAPTIVE + " serves ";

  private static final double LEAST_OVERALL = 0.9;
  private static final double LEAST_EVER = 0.8;

  private final FixedLimit fixed;
  private final Map<String, Share> shares = new LinkedHashMap<>();

  AdaptiveFinding(Results results) {
    this.fixed = new FixedLimit(results);
    for (Pair pair : results.pairs()) {
      if (pair.strategy().equals(ADAPTIVE)) {
        fixed.share(pair).ifPresent(share -> shares.put(pair.scenario(), share));
      }
    }
  }

  /** Returns the sentence of one scenario; empty if it was not measured there. */
  String in(String scenario) {
    Share share = shares.get(scenario);
    if (share == null) {
      return "";
    }
    return BEGINNING
        + Unit.SHARE.text(share.overall())
        + lowest(share, ", and ", " in the worst " + part() + " after the first")
        + ".";
  }

  private static String lowest(Share share, String before, String after) {
    return share.lowest().stream()
        .mapToObj(lowest -> before + Unit.SHARE.text(lowest) + after)
        .collect(Collectors.joining());
  }

  private String part() {
    return Unit.SECONDS.text(fixed.partSeconds());
  }

  /** Returns the sentence over all scenarios; empty if it was measured in none. */
  String overall() {
    if (shares.isEmpty()) {
      return "";
    }
    List<String> less =
        shares.entrySet().stream()
            .filter(entry -> !good(entry.getValue()))
            .map(entry -> entry.getKey() + " (" + figures(entry.getValue()) + ")")
            .toList();
    return BEGINNING
        + "at least "
        + Unit.SHARE.text(LEAST_OVERALL)
        + ", and "
        + Unit.SHARE.text(LEAST_EVER)
        + " in every "
        + part()
        + " after the first, in "
        + (shares.size() - less.size())
        + " of "
        + Names.counted(shares.size(), "scenario", "scenarios")
        + (less.isEmpty() ? "." : "; less in " + String.join(", ", less) + ".");
  }

  private static boolean good(Share share) {
    return share.overall() >= LEAST_OVERALL && share.lowest().orElse(1) >= LEAST_EVER;
  }

  private static String figures(Share share) {
    return Unit.SHARE.text(share.overall()) + lowest(share, ", lowest ", "");
  }
}
