package dev.weir.address;

import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of an HTTP server, such as {@code http://my_service:9000/base}.
 *
 * <p>A host may have underscores, as services of Docker Compose do; {@link java.net.URI} knows none
 * of those.
 *
 * @param scheme the protocol
 * @param host its name or address, without brackets
 * @param port its port, which may be that of the scheme
 * @param authority host and port as they were written
 * @param path as it was written; empty, or begins with a slash
 * @param query as it was written, without the question mark
 */
public record HttpUrl(
    Scheme scheme, String host, int port, String authority, String path, Optional<String> query) {

  /** A protocol. */
  public enum Scheme {
    /** Without TLS. */
    HTTP(80),
    /** With TLS. */
    HTTPS(443);

    private final int port;

    Scheme(int port) {
      this.port = port;
    }

    /** Returns it as URLs have it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern PARTS =
      Pattern.compile(
          "(?<scheme>https?)://"
              + "(?<user>[^/?#]*@)?"
              + "(?<authority>"
              + Authority.FORM
              + ")"
              + "(?<path>/[^?#]*)?"
              + "(\\?(?<query>[^#]*))?"
              + "(?<fragment>#.*)?");

  /** RFC 3986, sections 3.3 and 3.4. */
  private static final Pattern PATH_OR_QUERY =
      Pattern.compile("([0-9A-Za-z._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

  /**
   * Reads a URL.
   *
   * @throws URISyntaxException if it is none, or has a user or a fragment; its reason is what it
   *     must be
   */
  public static HttpUrl read(String text) throws URISyntaxException {
    Matcher parts = PARTS.matcher(text);
    check(parts.matches(), text, "must be an address such as http://127.0.0.1:9000");
    check(parts.group("user") == null, text, "must be without a user");
    check(parts.group("fragment") == null, text, "must be without a fragment (#)");
    Scheme scheme = parts.group("scheme").equals("http") ? Scheme.HTTP : Scheme.HTTPS;
    String path = Optional.ofNullable(parts.group("path")).orElse("");
    Optional<String> query = Optional.ofNullable(parts.group("query"));
    check(
        PATH_OR_QUERY.matcher(path + query.orElse("")).matches(),
        text,
        "must have a path of letters, digits and such, all others as %20");
    Authority authority = Authority.read(parts.group("authority"), scheme.port);
    return new HttpUrl(scheme, authority.host(), authority.port(), authority.text(), path, query);
  }

  private static void check(boolean holds, String text, String rule) throws URISyntaxException {
    if (!holds) {
      throw new URISyntaxException(text, rule);
    }
  }

  /**
   * Returns what {@code Host} says of it: a zone of IPv6 has a meaning on this host only (RFC
   * 6874).
   */
  public String hostField() {
    return Authority.ZONE.matcher(authority).replaceFirst("");
  }

  /** Returns scheme, host and port, as they were written. */
  public String origin() {
    return scheme + "://" + authority;
  }

  /** Returns it as it was written. */
  @Override
  public String toString() {
    return origin() + path + query.map(text -> "?" + text).orElse("");
  }
}
