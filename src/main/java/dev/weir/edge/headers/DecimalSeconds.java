package dev.weir.edge.headers;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Spans of time as decimal numbers: no sign, and at most nine digits on each side of the point. */
final class DecimalSeconds {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

  /** About thirty years: what is longer is no limit, and must not run over the clock's end. */
  private static final BigDecimal LONGEST_NANOS = BigDecimal.valueOf(TimeUnit.DAYS.toNanos(10_000));

  private DecimalSeconds() {}

  /** Returns the nanoseconds; empty if it is no such number. */
  static OptionalLong nanos(String text, TimeUnit unit) {
    if (!NUMBER.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    BigDecimal nanos = new BigDecimal(text).multiply(BigDecimal.valueOf(unit.toNanos(1)));
    return OptionalLong.of(nanos.min(LONGEST_NANOS).longValue());
  }

  /** Returns a thousandth of a number, with three places behind the point. */
  static String thousandths(long number) {
    return BigDecimal.valueOf(number, 3).toPlainString();
  }
}
