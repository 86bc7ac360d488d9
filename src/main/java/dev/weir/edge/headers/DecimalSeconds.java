package dev.weir.edge.headers;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Spans of time as decimal numbers without a sign, read and written without floating point. */
final class DecimalSeconds {

  private static final int MOST_DIGITS = 9;

  /** About thirty years: what is longer is no limit, and must not run over the clock's end. */
  private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(10_000);

  private DecimalSeconds() {}

  /** Returns the nanoseconds; empty if it is no number, or one of more than nine digits. */
  static OptionalLong nanos(String text, TimeUnit unit) {
    int point = text.indexOf('.');
    long whole = digits(text, 0, point < 0 ? text.length() : point);
    long part = point < 0 ? 0 : digits(text, point + 1, text.length());
    if (whole < 0 || part < 0) {
      return OptionalLong.empty();
    }
    long partNanos = part * unit.toNanos(1);
    for (int i = point + 1; point >= 0 && i < text.length(); i++) {
      partNanos /= 10;
    }
    return OptionalLong.of(Math.min(LONGEST_NANOS, unit.toNanos(whole)) + partNanos);
  }

  private static long digits(String text, int from, int to) {
    if (to <= from || to - from > MOST_DIGITS) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Returns a thousandth of a number, with three places behind the point. */
  static String thousandths(long number) {
    String padded = String.valueOf(1000 + number % 1000);
    return number / 1000 + "." + padded.substring(1);
  }
}
