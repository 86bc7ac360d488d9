package dev.weir.edge.headers;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;

/**
 * The names of the caller of a request, by which the gate is fair.
 *
 * @param levels what each name is, the widest first; none if all callers are one
 */
public record CallerNames(List<Level> levels) {

  /** One of the names. */
  public interface Level {

    /** Returns the name that a request has. */
    String of(Headers headers, ClientAddress client);
  }

  /** Returns the names of a request's caller. */
  public List<String> of(Headers headers, ClientAddress client) {
    return levels.isEmpty()
        ? List.of()
        : levels.stream().map(level -> level.of(headers, client)).toList();
  }

  /** Returns the level that is the network of the client. */
  public static Level address() {
    return (headers, client) -> client.network();
  }

  /** Returns the level that is the same for all requests, such as those of one route. */
  public static Level always(String name) {
    return (headers, client) -> name;
  }

  /**
   * Returns the level that is the value of a field; all requests where it does not count, or is not
   * there, are those of one caller.
   *
   * @param name the name of the field
   * @param ofProxiesOnly whether it counts only if a trusted proxy has sent it
   */
  public static Level field(String name, boolean ofProxiesOnly) {
    HeaderName field = HeaderNames.create(name);
    return (headers, client) ->
        client.trusted() || !ofProxiesOnly ? headers.first(field).orElse("") : "";
  }
}
