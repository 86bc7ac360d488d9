package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseTrailers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Supplier;

/**
 * The fields after the body of a chunked response (RFC 9110, section 6.5): passed on to a client
 * that accepts them, if the backend has announced them, and dropped else.
 *
 * @param accepted whether the client accepts them
 */
public record Trailers(boolean accepted) {

  /** Returns the trailers for the client of a request, by what its {@code TE} says. */
  public static Trailers acceptedBy(ServerRequest request) {
    Headers headers = request.headers();
    return new Trailers(
        headers.contains(HeaderNames.TE) && headers.containsToken(HeaderValues.TE_TRAILERS));
  }

  /**
   * Keeps Helidon from sending a trailer of its own, as it does to a client that accepts them: from
   * here on {@code TE} says that this one does not.
   */
  public static void suppressHelidonsOwn(ServerRequest request) {
    if (request.headers().contains(HeaderNames.TE)) {
      request.header(HeaderValues.create(HeaderNames.TE, "identity"));
    }
  }

  /**
   * Before the first byte of a body: announces what will come after the last.
   *
   * @param fields the header fields of the backend's response
   * @param trailers the backend's trailers, once its body was read to the end
   */
  public void announce(
      List<Field> fields, Supplier<List<Field>> trailers, ServerResponse response) {
    List<String> announced = accepted ? ResponseFields.values(fields, "Trailer") : List.of();
    if (announced.isEmpty() || response.headers().contains(HeaderNames.CONTENT_LENGTH)) {
      return;
    }
    response.header(HeaderValues.create(HeaderNames.TRAILER, announced));
    response.beforeTrailers(toClient -> write(trailers.get(), toClient));
  }

  private static void write(List<Field> trailers, ServerResponseTrailers toClient) {
    toClient.clear();
    for (Field trailer : trailers) {
      HeaderName name = HeaderNames.create(trailer.name());
      toClient.add(HeaderValues.create(name, trailer.value()));
    }
  }
}
