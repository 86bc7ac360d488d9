package dev.weir.admin;

import dev.weir.address.AddressText;
import dev.weir.address.Authority;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hosts by whose names the admin port may be called. A page of another site can't name an
 * address: it has a name of its own, which it lets point to the admin port (DNS rebinding), and
 * that name is what the browser then sends.
 */
final class AllowedHosts {

  private static final String LOCALHOST = "localhost";
  private static final int ANY_PORT = 80;

  private final Set<String> names;

  /** Allows these names, {@code localhost}, and all addresses. */
  AllowedHosts(List<String> names) {
    this.names =
        Stream.concat(Stream.of(LOCALHOST), names.stream())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Checks for which host a request is.
   *
   * @throws RefusedRequestException if it is for another
   */
  void check(ServerRequest request) {
    String host = request.headers().first(HeaderNames.HOST).orElse("");
    if (!allows(host)) {
      throw new RefusedRequestException(
          Status.MISDIRECTED_REQUEST_421,
          "The admin port is called by an address, localhost, or a name in admin.allowed-hosts.");
    }
  }

  boolean allows(String hostField) {
    try {
      String host = Authority.read(hostField, ANY_PORT).host();
      return AddressText.read(host).isPresent() || names.contains(host.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
