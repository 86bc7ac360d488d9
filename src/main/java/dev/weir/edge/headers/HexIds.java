package dev.weir.edge.headers;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Random ids in hexadecimal digits, none of which is all zeros: that stands for no id. */
public final class HexIds {

  private static final HexFormat HEX = HexFormat.of();

  private HexIds() {}

  /** Returns the id of a new trace, 32 digits; its last 14 are random (W3C Trace Context 2). */
  public static String trace() {
    return span() + HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** Returns the id of a new span, 16 digits. */
  public static String span() {
    return HEX.toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
  }
}
