package dev.weir.edge.headers;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Random ids in hexadecimal digits, none of which is all zeros: that stands for no id. Every
 * request gets some, so the digits are made here: {@link java.util.HexFormat} takes longer.
 */
public final class HexIds {

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
  private static final int SPAN_LENGTH = 16;
  private static final int TRACE_LENGTH = 2 * SPAN_LENGTH;
  private static final int BITS_OF_A_DIGIT = 4;
  private static final int MASK_OF_A_DIGIT = 0xf;

  private HexIds() {}

  /** Returns the id of a new trace, 32 digits; its last 14 are random (W3C Trace Context 2). */
  public static String trace() {
    byte[] id = new byte[TRACE_LENGTH];
    write(random(), id, SPAN_LENGTH);
    write(ThreadLocalRandom.current().nextLong(), id, TRACE_LENGTH);
    return new String(id, StandardCharsets.ISO_8859_1);
  }

  /** Returns the id of a new span, 16 digits. */
  public static String span() {
    return digits(random());
  }

  /** Returns the bits of the id of a new span, of which {@link #digits} may never be asked. */
  public static long random() {
    return ThreadLocalRandom.current().nextLong() | 1;
  }

  /** Returns the 16 digits of an id. */
  public static String digits(long bits) {
    byte[] id = new byte[SPAN_LENGTH];
    write(bits, id, SPAN_LENGTH);
    return new String(id, StandardCharsets.ISO_8859_1);
  }

  private static void write(long bits, byte[] id, int end) {
    long left = bits;
    for (int i = end - 1; i >= end - SPAN_LENGTH; i--) {
      id[i] = DIGITS[(int) left & MASK_OF_A_DIGIT];
      left >>>= BITS_OF_A_DIGIT;
    }
  }
}
