package dev.weir.edge;

import dev.weir.routing.RequestFacts;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a request of Helidon's server says of itself.
 *
 * @param request the request
 * @param trusted whether a trusted proxy sent it
 */
record ServerRequestFacts(ServerRequest request, boolean trusted) implements RequestFacts {

  @Override
  public String method() {
    return request.prologue().method().text();
  }

  @Override
  public String rawPath() {
    return request.prologue().uriPath().rawPath();
  }

  @Override
  public String host() {
    return host(request.headers().first(HeaderNames.HOST).orElse(""));
  }

  /** The dot at the end of a full name is left out: the name is that of the same host. */
  static String host(String field) {
    int colon = field.lastIndexOf(':');
    String name = colon > field.lastIndexOf(']') ? field.substring(0, colon) : field;
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  @Override
  public Optional<String> field(String name) {
    return request.headers().first(HeaderNames.create(name));
  }

  @Override
  public OptionalLong contentLength() {
    return request.headers().contentLength();
  }
}
