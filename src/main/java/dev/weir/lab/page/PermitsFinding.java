package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose permits moved, and whose stayed as they were, in a sentence. */
final class PermitsFinding {

  private record Range(String strategy, DoubleSummaryStatistics permits) {

    static Range of(Pair pair) {
      return new Range(
          pair.strategy(),
          pair.points().stream()
              .flatMapToDouble(point -> point.permits().stream())
              .filter(Double::isFinite)
              .summaryStatistics());
    }

    boolean known() {
      return permits.getCount() > 0;
    }

    boolean moved() {
      return !least().equals(most());
    }

    String least() {
      return Unit.COUNT.text(permits.getMin());
    }

    String most() {
      return Unit.COUNT.text(permits.getMax());
    }
  }

  private PermitsFinding() {}

  /** Returns the sentence; empty if none of them has permits. */
  static String of(List<Pair> pairs) {
    List<Range> ranges = pairs.stream().map(Range::of).filter(Range::known).toList();
    List<String> parts = Stream.concat(moved(ranges), stayed(ranges)).toList();
    return parts.isEmpty() ? "" : "The permits of " + String.join("; those of ", parts) + ".";
  }

  private static Stream<String> moved(List<Range> ranges) {
    return ranges.stream()
        .filter(Range::moved)
        .map(
            range -> range.strategy() + " moved between " + range.least() + " and " + range.most());
  }

  private static Stream<String> stayed(List<Range> ranges) {
    Map<String, List<String>> byNumber =
        ranges.stream()
            .filter(range -> !range.moved())
            .collect(
                Collectors.groupingBy(
                    Range::least,
                    TreeMap::new,
                    Collectors.mapping(Range::strategy, Collectors.toList())));
    return byNumber.entrySet().stream()
        .map(entry -> Names.list(entry.getValue()) + " stayed at " + entry.getKey());
  }
}
