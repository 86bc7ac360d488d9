package dev.weir.http;

import io.helidon.common.uri.UriPath;
import io.helidon.http.Status;
import java.util.Optional;

/**
 * The paths that Weir itself serves. Whoever stands in front of Weir and forbids one of them by its
 * name must not be got around by another spelling of it, such as {@code /%6detrics}.
 */
public final class OwnPaths {

  private static final String METRICS = "/metrics";
  private static final String HEALTH = "/health";

  /** Returns what is wrong with a path that routing would take for one of these. */
  Optional<PlainProblem> problem(UriPath path) {
    String plain = path.path();
    if (plain.equals(path.rawPath()) || !(isWithin(METRICS, plain) || isWithin(HEALTH, plain))) {
      return Optional.empty();
    }
    return Optional.of(
        new PlainProblem(
            Status.BAD_REQUEST_400,
            "path_ambiguous",
            "This is another spelling of a path of Weir's own; ask for it as it is written."));
  }

  private static boolean isWithin(String own, String path) {
    return path.startsWith(own)
        && (path.length() == own.length() || path.charAt(own.length()) == '/');
  }
}
