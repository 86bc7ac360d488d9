package dev.weir.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Moments in ISO-8601, in UTC, with milliseconds: {@code 2026-11-26T18:29:28.123Z}. */
final class Timestamp {

  /** How long each is. */
  static final int LENGTH = "2026-11-26T18:29:28.123Z".length();

  private static final int NANOS_PER_MILLI = 1_000_000;

  private Timestamp() {}

  static StringBuilder append(StringBuilder text, Instant moment) {
    OffsetDateTime utc = moment.atOffset(ZoneOffset.UTC);
    Decimals.appendPadded(text, utc.getYear(), 4);
    Decimals.appendPadded(text.append('-'), utc.getMonthValue(), 2);
    Decimals.appendPadded(text.append('-'), utc.getDayOfMonth(), 2);
    Decimals.appendPadded(text.append('T'), utc.getHour(), 2);
    Decimals.appendPadded(text.append(':'), utc.getMinute(), 2);
    Decimals.appendPadded(text.append(':'), utc.getSecond(), 2);
    Decimals.appendPadded(text.append('.'), utc.getNano() / NANOS_PER_MILLI, 3);
    return text.append('Z');
  }
}
