package dev.weir.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 2s}, {@code 1m}, or ISO-8601. */
public final class Durations {

  private static final Pattern SHORT_FORM = Pattern.compile("(\\d{1,12})(us|ms|s|m|h)");

  private Durations() {}

  /** Returns the duration, {@code 0} without a unit included; empty if the text is none. */
  public static Optional<Duration> parse(String text) {
    Matcher shortForm = SHORT_FORM.matcher(text);
    if (shortForm.matches()) {
      return Optional.of(of(Long.parseLong(shortForm.group(1)), shortForm.group(2)));
    }
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "us" -> Duration.ofNanos(amount * 1_000);
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  /** Returns the shortest of these forms, such as {@code 250ms}. */
  public static String format(Duration duration) {
    if (duration.toNanos() % 1_000_000 != 0) {
      return duration.toNanos() / 1_000 + "us";
    }
    return duration.toMillis() % 1_000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
