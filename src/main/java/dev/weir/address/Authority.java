package dev.weir.address;

import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host of a URL and its port, such as {@code my_service:9000}.
 *
 * @param host its name or address, without brackets
 * @param port its port, which may be the usual one
 * @param text both as they were written
 */
public record Authority(String host, int port, String text) {

  /** What may stand there in a URL, right or wrong. */
  public static final String FORM = "(?<host>\\[[^]/?#]*]|[^:/?#\\[]*)(:(?<port>[^/?#]*))?";

  static final Pattern ZONE = Pattern.compile("%[0-9A-Za-z._~-]+");

  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern PARTS = Pattern.compile(FORM);
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z._~-]+");
  private static final Pattern NUMBERS = Pattern.compile("(.*\\.)?[0-9]+\\.?");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  /**
   * Reads what stands in a URL.
   *
   * @param text has the {@link #FORM}
   * @param usualPort the port if there is none
   * @throws URISyntaxException if it is no host, or no port; its reason is what it must be
   */
  public static Authority read(String text, int usualPort) throws URISyntaxException {
    Matcher parts = PARTS.matcher(text);
    check(parts.matches(), text, "must be a host and perhaps a port");
    String port = parts.group("port");
    return new Authority(
        host(text, parts.group("host")), port == null ? usualPort : port(text, port), text);
  }

  private static String host(String text, String host) throws URISyntaxException {
    if (host.startsWith("[")) {
      String address = host.substring(1, host.length() - 1);
      check(
          address.indexOf(':') >= 0 && isAddress(ZONE.matcher(address).replaceFirst("")),
          text,
          "must have an IPv6 address between the brackets, such as [::1]");
      return address;
    }
    check(
        NAME.matcher(host).matches(),
        text,
        "must have a host of letters, digits, dots, hyphens and underscores, or an IPv6 address in"
            + " brackets");
    check(
        !NUMBERS.matcher(host).matches() || isAddress(host),
        text,
        "must have four numbers from 0 to 255 as its address, such as 127.0.0.1, or a name");
    return host;
  }

  private static boolean isAddress(String text) {
    return AddressText.read(text).isPresent();
  }

  private static int port(String text, String port) throws URISyntaxException {
    int number = PORT.matcher(port).matches() ? Integer.parseInt(port) : 0;
    check(
        number >= 1 && number <= HIGHEST_PORT, text, "must have a port from 1 to " + HIGHEST_PORT);
    return number;
  }

  private static void check(boolean holds, String text, String rule) throws URISyntaxException {
    if (!holds) {
      throw new URISyntaxException(text, rule);
    }
  }
}
