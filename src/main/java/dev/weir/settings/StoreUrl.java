package dev.weir.settings;

import dev.weir.address.Authority;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a store of leases, such as {@code valkeys://store:6379/2}.
 *
 * @param text as it was written
 * @param tls whether the connection is by TLS
 * @param authority its host and port
 * @param database the number of the database
 */
public record StoreUrl(String text, boolean tls, Authority authority, int database) {

  private static final int USUAL_PORT = 6379;
  private static final Pattern PARTS =
      Pattern.compile(
          "(redis|valkey)(?<tls>s?)://(?<user>[^/?#]*@)?(?<authority>"
              + Authority.FORM
              + ")(/(?<database>[0-9]{0,4}))?");

  /**
   * Reads a URL.
   *
   * @throws URISyntaxException if it is none; its reason is what it must be
   */
  static StoreUrl read(String text) throws URISyntaxException {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw new URISyntaxException(
          text, "must be an address such as redis://127.0.0.1:6379 or valkeys://store/2");
    }
    if (parts.group("user") != null) {
      throw new URISyntaxException(
          text, "must be without a user: cluster.user and cluster.password-file are for that");
    }
    int database =
        Optional.ofNullable(parts.group("database"))
            .filter(number -> !number.isEmpty())
            .map(Integer::valueOf)
            .orElse(0);
    Authority authority = Authority.read(parts.group("authority"), USUAL_PORT);
    return new StoreUrl(text, !parts.group("tls").isEmpty(), authority, database);
  }

  /** Returns it as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
