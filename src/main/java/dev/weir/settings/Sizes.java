package dev.weir.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 8192}, {@code 16KB}, {@code 10MB}, {@code 1GB}. */
final class Sizes {

  private static final long KB = 1024;
  private static final long MB = KB * KB;
  private static final long GB = KB * MB;
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(B|KB|MB|GB)");
  private static final Pattern PLAIN = Pattern.compile("\\d{1,18}");

  private Sizes() {}

  /** Returns the size in bytes, 1024 of which are a {@code KB}; empty if the text is none. */
  static Optional<Long> parse(String text) {
    if (PLAIN.matcher(text).matches()) {
      return Optional.of(Long.valueOf(text));
    }
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(Long.parseLong(form.group(1)) * unit(form.group(2)))
        : Optional.empty();
  }

  private static long unit(String name) {
    return switch (name) {
      case "KB" -> KB;
      case "MB" -> MB;
      case "GB" -> GB;
      default -> 1;
    };
  }

  /** Returns the shortest of these forms, such as {@code 16KB}. */
  static String format(long bytes) {
    if (bytes == 0 || bytes % KB != 0) {
      return bytes + "B";
    }
    if (bytes % MB != 0) {
      return bytes / KB + "KB";
    }
    return bytes % GB == 0 ? bytes / GB + "GB" : bytes / MB + "MB";
  }
}
