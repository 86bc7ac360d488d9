package dev.weir.backend.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL, which may say user and password anywhere: before the host, or in its parameters.
 *
 * @param text the whole URL
 */
record JdbcUrl(String text) {

  /** The kind of database, maybe a user, and host and database; parameters follow. */
  private static final Pattern PARTS =
      Pattern.compile("(jdbc:[\\w+.-]+:)(//)?([^?;@]*@)?([^?;@]*)[^@]*");

  private static final Pattern KIND = Pattern.compile("(jdbc:[\\w+.-]+:).*", Pattern.DOTALL);

  /** Returns what may be shown of it; with an {@code @} in an odd place that is but the kind. */
  String shown() {
    Matcher parts = PARTS.matcher(text);
    if (parts.matches()) {
      String slashes = parts.group(2) == null ? "" : parts.group(2);
      return parts.group(1) + slashes + parts.group(4);
    }
    Matcher kind = KIND.matcher(text);
    return (kind.matches() ? kind.group(1) : "jdbc:") + "...";
  }

  /** Returns a sentence of a driver, which may repeat the URL, without what may not be shown. */
  String hideIn(String sentence) {
    return sentence.replace(text, shown());
  }

  @Override
  public String toString() {
    return shown();
  }
}
