package dev.weir.lab.page;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * The figures that sum up a pair, in the order of the files. Shares are from 0 to 1. Not each of
 * them is known of every pair.
 */
public enum Figure {
  REQUESTS("Requests", "how many were sent", Unit.COUNT, Direction.NEITHER),

  SERVED("Served", "how many were served well and in time", Unit.COUNT, Direction.HIGHER),

  GOODPUT_SHARE(
      "Goodput",
      "served well and in time, as a share of what the backend could do of what was offered",
      Unit.SHARE,
      Direction.HIGHER),

  /** From the moment at which a request was meant to be sent, as the next. */
  P50_MS(
      "p50",
      "half of those served had their response within this time",
      Unit.MILLIS,
      Direction.LOWER),

  P99_MS(
      "p99", "99 of 100 served had their response within this time", Unit.MILLIS, Direction.LOWER),

  SHED_SHARE(
      "Shed",
      "share of the requests that was refused; low is good only where goodput is high",
      Unit.SHARE,
      Direction.LOWER),

  LOST_SHARE(
      "Lost",
      "share of the requests that got neither response nor refusal in time",
      Unit.SHARE,
      Direction.LOWER),

  WASTED_SHARE(
      "Wasted",
      "share of the backend's calls whose response came too late or to no client",
      Unit.SHARE,
      Direction.LOWER),

  /** Known if there was a disturbance, and it was over before the end. */
  RECOVERY_SECONDS(
      "Recovery",
      "how long after the disturbance fresh requests are served well again",
      Unit.SECONDS,
      Direction.LOWER),

  /** Known if there was a disturbance that lasted until the end. */
  NOT_RECOVERED_WITHIN_SECONDS(
      "No recovery",
      "how long after the disturbance fresh requests were still not served well",
      Unit.SECONDS,
      Direction.NEITHER),

  PEAK_MEMORY_MIB("Memory", "the most that the process held", Unit.MEBIBYTES, Direction.LOWER),

  /** Known if there were several callers, as the next. */
  JAIN_INDEX(
      "Jain's index",
      "how even the callers' parts are: 1 if all were served as much, 1/n if one of n got it all",
      Unit.INDEX,
      Direction.HIGHER),

  WORST_CALLER_SHARE(
      "Worst caller",
      "served of the worst caller, as a share of what it asked for or of an equal part, whichever"
          + " is less",
      Unit.SHARE,
      Direction.HIGHER);

  private static final Pattern NEXT_WORD = Pattern.compile("_(.)");

  private final String head;
  private final String meaning;
  private final Unit unit;
  private final Direction better;

  Figure(String head, String meaning, Unit unit, Direction better) {
    this.head = head;
    this.meaning = meaning;
    this.unit = unit;
    this.better = better;
  }

  private static OptionalDouble median(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    return DoubleStream.of(sorted)
        .skip((sorted.length - 1) / 2)
        .limit(2 - sorted.length % 2)
        .average();
  }

  /** Returns its name in CSV: in lower case, with its unit, and underscores between the words. */
  String snakeCase() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns its name in JSON: the same words, of which the next begin with a capital. */
  String camelCase() {
    return NEXT_WORD
        .matcher(snakeCase())
        .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }

  String head() {
    return head;
  }

  String meaning() {
    return meaning;
  }

  Unit unit() {
    return unit;
  }

  Direction better() {
    return better;
  }

  /** Returns what this figure of several pairs is over all; empty if it is known of none. */
  OptionalDouble overall(DoubleStream figures) {
    return switch (this) {
      case REQUESTS, SERVED -> OptionalDouble.of(figures.sum());
      case GOODPUT_SHARE, SHED_SHARE, LOST_SHARE, WASTED_SHARE -> figures.average();
      case P50_MS -> median(figures);
      case JAIN_INDEX, WORST_CALLER_SHARE -> figures.min();
      default -> figures.max();
    };
  }
}
