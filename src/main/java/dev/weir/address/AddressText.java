package dev.weir.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses; a name is never looked up. */
public final class AddressText {

  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  /** Four bytes, or what a colon keeps the JDK from taking for a name: it is read by the JDK. */
  private static final Pattern ADDRESS =
      Pattern.compile("(" + BYTE + "\\.){3}" + BYTE + "|(?=.*:)[0-9A-Fa-f:.]{2,45}");

  private AddressText() {}

  /**
   * Returns the address that this text is, such as {@code 10.0.0.1} or {@code 2001:db8::1}; empty
   * if it is none. An IPv4 address that is mapped to IPv6 is an IPv4 address.
   */
  public static Optional<InetAddress> read(String text) {
    try {
      return ADDRESS.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
