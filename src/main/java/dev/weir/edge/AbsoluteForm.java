package dev.weir.edge;

import dev.weir.problem.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.webserver.http.RoutingRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Targets such as {@code http://host/path}, as clients send them to a forward proxy (RFC 9112,
 * section 3.2.2).
 */
final class AbsoluteForm {

  private AbsoluteForm() {}

  /**
   * Gives a request the origin form, if it has another: the path as its target, and the host of the
   * target in {@code Host}, whatever stood there.
   *
   * @return what is wrong, if that can't be done
   */
  static Optional<Problem> rewrite(RoutingRequest request) {
    HttpPrologue prologue = request.prologue();
    String target = prologue.uriPath().rawPath();
    if (target.startsWith("/")) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(target);
      boolean http =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
        return Optional.of(unknown());
      }
      request.header(HeaderValues.create(HeaderNames.HOST, uri.getRawAuthority()));
      request.prologue(withPath(prologue, uri.getRawPath()));
      return Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of(unknown());
    }
  }

  private static HttpPrologue withPath(HttpPrologue prologue, String path) {
    String query = prologue.hasQuery() ? "?" + prologue.query().rawValue() : "";
    return HttpPrologue.create(
        prologue.rawProtocol(),
        prologue.protocol(),
        prologue.protocolVersion(),
        prologue.method(),
        (path.isEmpty() ? "/" : path) + query,
        true);
  }

  private static Problem unknown() {
    return new Problem(
        Status.BAD_REQUEST_400,
        "target_unsupported",
        "The target must be a path, such as /a?b, or an address, such as http://host/a?b.");
  }
}
