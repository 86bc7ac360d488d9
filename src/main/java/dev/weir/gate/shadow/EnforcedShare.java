package dev.weir.gate.shadow;

import dev.weir.gate.Arrival;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A share of all callers, always of the same ones: those of a smaller share are in every larger
 * one.
 *
 * @param tenThousandths how many of ten thousand callers it has
 */
public record EnforcedShare(int tenThousandths) {

  /** All callers. */
  public static final EnforcedShare ALL = new EnforcedShare(10_000);

  private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(\\.\\d{1,2})?%");

  /** Checks the share. */
  public EnforcedShare {
    if (tenThousandths < 0 || tenThousandths > 10_000) {
      throw new IllegalArgumentException("tenThousandths must be from 0 to 10000");
    }
  }

  /** Reads percent with up to two digits after the point, such as {@code 2.5%}. */
  public static Optional<EnforcedShare> read(String text) {
    if (!PERCENT.matcher(text).matches()) {
      return Optional.empty();
    }
    double percent = Double.parseDouble(text.substring(0, text.length() - 1));
    return percent > 100
        ? Optional.empty()
        : Optional.of(new EnforcedShare((int) Math.round(percent * 100)));
  }

  /** Returns whether it is all callers. */
  public boolean isAll() {
    return tenThousandths == ALL.tenThousandths;
  }

  /** Returns the share as a number from 0 to 1. */
  public double ratio() {
    return tenThousandths / 10_000.0;
  }

  /** Returns whether it has the caller of an arrival, by the widest name that the gate knows. */
  boolean contains(Arrival arrival) {
    String caller = arrival.fairBy().isEmpty() ? arrival.caller() : arrival.fairBy().getFirst();
    // Names that differ in the last character only differ little in their own hash.
    int mixed = caller.hashCode() * 0x9E3779B9;
    mixed = (mixed ^ (mixed >>> 15)) * 0x85EBCA6B;
    return Integer.remainderUnsigned(mixed ^ (mixed >>> 13), 10_000) < tenThousandths;
  }
}
