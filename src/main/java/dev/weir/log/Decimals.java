package dev.weir.log;

/** Numbers as text, without what it costs to format them for every language. */
final class Decimals {

  private static final long NANOS_PER_TENTH = 100_000;

  private Decimals() {}

  /** Appends nanoseconds as milliseconds with one decimal, rounded. */
  static void appendMillis(StringBuilder text, long nanos) {
    long tenths = (Math.max(0, nanos) + NANOS_PER_TENTH / 2) / NANOS_PER_TENTH;
    text.append(tenths / 10).append('.').append(tenths % 10);
  }

  /** Appends a number with so many digits at least. */
  static void appendPadded(StringBuilder text, int number, int digits) {
    int least = 10;
    for (int i = 1; i < digits; i++) {
      if (number < least) {
        text.append('0');
      }
      least *= 10;
    }
    text.append(number);
  }
}
