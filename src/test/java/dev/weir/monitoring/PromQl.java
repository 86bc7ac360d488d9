package dev.weir.monitoring;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of the query language as it takes to see which metrics a query is about. */
final class PromQl {

  private static final Pattern NO_METRICS =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

  private static final Pattern NAME =
      Pattern.compile("(?<![0-9.a-zA-Z_:])[a-zA-Z_:][a-zA-Z0-9_:]*+(?!\\s*\\()");

  private static final Set<String> OPERATORS =
      Set.of("and", "or", "unless", "bool", "by", "on", "without", "ignoring", "offset");

  private PromQl() {}

  /** Returns the names of the metrics in a query. */
  static Set<String> metrics(String query) {
    String bare = NO_METRICS.matcher(query).replaceAll(" ");
    return NAME.matcher(bare)
        .results()
        .map(MatchResult::group)
        .filter(name -> !OPERATORS.contains(name))
        .collect(Collectors.toSet());
  }
}
