package dev.weir.lab.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** How a figure reads, the same wherever it stands. */
enum Unit {
  /** A share from 0 to 1, in percent; with a decimal only where a whole one would hide it. */
  SHARE("%"),
  MILLIS("ms"),
  SECONDS("s"),
  MEBIBYTES("MiB"),
  COUNT(""),
  PER_SECOND("/s"),
  /** A load, as a multiple of the capacity. */
  TIMES("×"),
  /** From 0 to 1, where a percentage is not usual. */
  INDEX("");

  /** What stands for a figure that is not there. */
  static final String NOTHING = "–";

  /** Keeps a number and its unit on one line. */
  private static final String SPACE = "\u00a0";

  private final String symbol;

  Unit(String symbol) {
    this.symbol = symbol;
  }

  /** Returns the figure with its unit, such as {@code 98 %}; a dash for what is no number. */
  String text(double value) {
    if (!Double.isFinite(value)) {
      return NOTHING;
    }
    return switch (this) {
      case SHARE -> percent(value * 100) + SPACE + symbol;
      case MILLIS -> number(value, value < 10 ? 1 : 0) + SPACE + symbol;
      case SECONDS -> shortest(value, 2) + SPACE + symbol;
      case MEBIBYTES -> number(value, 0) + SPACE + symbol;
      case COUNT, PER_SECOND -> number(value, 0) + symbol;
      case TIMES -> shortest(value, 2) + symbol;
      case INDEX -> number(value, 2);
    };
  }

  /** Little is not nothing, and nearly all is not all. */
  private static String percent(double percent) {
    boolean little = percent >= 0.05 && percent < 0.95;
    boolean nearlyAll = percent >= 99.5 && percent < 99.95;
    return number(percent, little || nearlyAll ? 1 : 0);
  }

  /** Without zeros at the end: 0.25, 9.5, 12. */
  private static String shortest(double value, int decimals) {
    return BigDecimal.valueOf(value)
        .setScale(decimals, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String number(double value, int decimals) {
    // Without the sum a small negative figure would read -0.
    double rounded = Math.rint(value * Math.pow(10, decimals)) / Math.pow(10, decimals) + 0.0;
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }
}
