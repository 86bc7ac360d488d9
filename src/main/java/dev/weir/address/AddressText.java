package dev.weir.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Reads IP addresses; a name is never looked up. */
public final class AddressText {

  private static final int IPV4_PARTS = 4;
  private static final int LONGEST_IPV6 = 45;

  private AddressText() {}

  /**
   * Returns the address that this text is, such as {@code 10.0.0.1} or {@code 2001:db8::1}; empty
   * if it is none. An IPv4 address that is mapped to IPv6 is an IPv4 address.
   */
  public static Optional<InetAddress> read(String text) {
    if (!looksLikeIpv4(text) && !looksLikeIpv6(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static boolean looksLikeIpv4(String text) {
    int parts = 0;
    int from = 0;
    while (from <= text.length() && parts < IPV4_PARTS) {
      int dot = text.indexOf('.', from);
      int to = dot < 0 ? text.length() : dot;
      if (!isByte(text, from, to)) {
        return false;
      }
      parts++;
      from = to + 1;
    }
    return parts == IPV4_PARTS && from == text.length() + 1;
  }

  private static boolean isByte(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      value = Math.min(1000, value * 10 + digit);
    }
    boolean leadingZero = to - from > 1 && text.charAt(from) == '0';
    return to > from && value <= 255 && !leadingZero;
  }

  /** A colon keeps the JDK from taking the text for a name. */
  private static boolean looksLikeIpv6(String text) {
    if (text.indexOf(':') < 0 || text.length() > LONGEST_IPV6) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
        return false;
      }
    }
    return true;
  }
}
