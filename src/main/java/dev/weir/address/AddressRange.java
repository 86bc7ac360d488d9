package dev.weir.address;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of addresses that begin with the same bits, such as {@code 10.0.0.0/8}, or one address.
 *
 * @param network an address of the range
 * @param bits how many of its first bits all others share with it
 */
public record AddressRange(InetAddress network, int bits) {

  /**
   * Returns the range that this text is: an address, or one with {@code /} and a number of bits.
   */
  public static Optional<AddressRange> read(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return AddressText.read(text).map(one -> new AddressRange(one, longest(one)));
    }
    return AddressText.read(text.substring(0, slash))
        .flatMap(network -> range(network, text.substring(slash + 1)));
  }

  private static int longest(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  private static Optional<AddressRange> range(InetAddress network, String bits) {
    try {
      int value = Integer.parseUnsignedInt(bits);
      return value >= 0 && value <= longest(network)
          ? Optional.of(new AddressRange(network, value))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns whether an address is in the range. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] prefix = network.getAddress();
    if (bytes.length != prefix.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (bytes[i] != prefix[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || (bytes[whole] ^ prefix[whole]) >> (Byte.SIZE - rest) == 0;
  }
}
