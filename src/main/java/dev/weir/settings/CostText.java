package dev.weir.settings;

import dev.weir.gate.GateLimits;
import dev.weir.routing.Cost;

/** Reads what a request costs, such as {@code 4}, {@code header:X-Cost} or a unit of its length. */
final class CostText {

  private static final String FIELD = "header:";
  private static final String LENGTH = "content-length/";
  private static final long LARGEST_UNIT = 1L << 40;

  private CostText() {}

  /**
   * Reads a cost.
   *
   * @param ofProxiesOnly whether a field counts only if a trusted proxy has sent it
   */
  static Cost read(Values values, String key, boolean ofProxiesOnly) {
    String text = values.optionalText(key).orElse("1");
    if (text.startsWith(FIELD)) {
      String name = values.fieldName(key, text.substring(FIELD.length()));
      return new Cost.Field(name, ofProxiesOnly);
    }
    if (text.startsWith(LENGTH)) {
      return Range.SIZE
          .parse(text.substring(LENGTH.length()), 1L, LARGEST_UNIT)
          .map(Cost.Length::new)
          .orElseThrow(() -> bad(values, key));
    }
    return Range.WHOLE_NUMBER
        .parse(text, 1L, (long) GateLimits.MOST)
        .map(permits -> new Cost.Fixed(permits.intValue()))
        .orElseThrow(() -> bad(values, key));
  }

  private static SettingsException bad(Values values, String key) {
    return values.bad(
        key,
        "must be a whole number from 1 to %d, header:NAME, or content-length/SIZE such as"
                .formatted(GateLimits.MOST)
            + " content-length/64KB");
  }
}
