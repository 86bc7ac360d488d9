package dev.weir.settings;

import dev.weir.address.AddressText;
import dev.weir.address.HttpUrl;
import dev.weir.address.HttpUrl.Scheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an https service and Weir prove to each other who they are.
 *
 * @param ca a PEM file with the certificates that are trusted; empty for those that Java trusts
 * @param identity what Weir proves with who it is; empty for nothing
 * @param serverName the name that the service is asked for and its certificate must be for; empty
 *     for that of its address
 */
public record UpstreamTlsSettings(
    Optional<Path> ca, Optional<TlsSettings> identity, Optional<String> serverName) {

  /** RFC 1123, section 2.1. */
  private static final Pattern NAME =
      Pattern.compile(
          "[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?(\\.[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?)*");

  private static final Pattern IN_NO_CERTIFICATE = Pattern.compile("[_~]");

  static UpstreamTlsSettings from(Values values) {
    Optional<String> name = values.optionalText(Key.HTTP_TLS_SERVER_NAME);
    if (name.isPresent()
        && (!NAME.matcher(name.get()).matches() || AddressText.read(name.get()).isPresent())) {
      throw values.bad(
          Key.HTTP_TLS_SERVER_NAME, "must be the name of a host, such as shop.example");
    }
    return new UpstreamTlsSettings(
        values.optionalPath(Key.HTTP_TLS_CA),
        TlsSettings.from(values, Key.HTTP_TLS_CERTIFICATE, Key.HTTP_TLS_PRIVATE_KEY),
        name);
  }

  /** Refuses names that Java takes no certificate for, if there is no other to check against. */
  void check(Values values, Key key, List<HttpUrl> urls) {
    boolean unfit =
        urls.stream()
            .anyMatch(
                url ->
                    url.scheme() == Scheme.HTTPS && IN_NO_CERTIFICATE.matcher(url.host()).find());
    if (unfit && serverName.isEmpty()) {
      throw values.bad(
          key,
          "no certificate can be for a name with an underscore: set backend.http.tls.server-name"
              + " to the one that it is for");
    }
  }
}
