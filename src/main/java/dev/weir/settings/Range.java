package dev.weir.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of value of which a setting takes those from one to another.
 *
 * @param name what it is called in a complaint
 * @param parser reads a text; empty, or a {@link NumberFormatException}, if it is none
 * @param formatter writes a value for a complaint
 * @param examples how such values are written
 */
public record Range<T extends Comparable<T>>(
    String name,
    Function<String, Optional<T>> parser,
    Function<T, String> formatter,
    String examples) {

  /** Whole numbers. */
  public static final Range<Long> WHOLE_NUMBER =
      new Range<>("a whole number", text -> Optional.of(Long.valueOf(text)), String::valueOf, "");

  /** Numbers; adds 0 because {@code -0} is 0, and not less. */
  public static final Range<Double> NUMBER =
      new Range<>(
          "a number", text -> Optional.of(Double.parseDouble(text) + 0.0), String::valueOf, "");

  /** Sizes in bytes. */
  public static final Range<Long> SIZE =
      new Range<>("a size", Sizes::parse, Sizes::format, ", such as 16KB or 10MB");

  /** Durations. */
  public static final Range<Duration> DURATION =
      new Range<>("a duration", Durations::parse, Durations::format, ", such as 250ms or 2s");

  /** Returns the value that a text is; empty if it is none, or not within these two. */
  public Optional<T> parse(String text, T least, T most) {
    try {
      return parser
          .apply(text)
          .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns what a text must be. */
  public String rule(T least, T most) {
    return "must be %s from %s to %s%s"
        .formatted(name, formatter.apply(least), formatter.apply(most), examples);
  }
}
