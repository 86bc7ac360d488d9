package dev.weir.edge;

import dev.weir.problem.Problem;
import io.helidon.common.uri.UriPath;
import io.helidon.http.Status;
import java.util.List;
import java.util.Optional;

/**
 * The paths that Weir itself serves. A proxy in front of Weir that forbids one of them by its name
 * must not be got around by another spelling of it, such as {@code /%6detrics}.
 *
 * @param paths each with all that is below it
 */
record ReservedPaths(List<String> paths) {

  /** Returns what is wrong with a path that routing would take for one of these. */
  Optional<Problem> problem(UriPath path) {
    String plain = path.path();
    if (plain.equals(path.rawPath()) || !isOwn(plain)) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            Status.BAD_REQUEST_400,
            "path_ambiguous",
            "This is another spelling of a path of Weir's own; ask for it as it is written."));
  }

  private boolean isOwn(String path) {
    for (String own : paths) {
      if (path.startsWith(own)
          && (path.length() == own.length() || path.charAt(own.length()) == '/')) {
        return true;
      }
    }
    return false;
  }
}
