package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseTrailers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Supplier;

/**
 * The fields after the body of a chunked answer (RFC 9110, section 6.5): passed on to a client that
 * takes them, if the backend has announced them, and dropped else.
 */
public final class Trailers {

  private static final Trailers NOT_TAKEN = new Trailers(false);

  private final boolean taken;

  private Trailers(boolean taken) {
    this.taken = taken;
  }

  /** Returns what becomes of them on the way to the client of this request. */
  public static Trailers of(ServerRequest request) {
    if (!request.headers().contains(HeaderNames.TE)) {
      return NOT_TAKEN;
    }
    boolean taken = request.headers().containsToken(HeaderValues.TE_TRAILERS);
    // Helidon would send one of its own to a client that it takes for willing.
    request.header(HeaderValues.create(HeaderNames.TE, "identity"));
    return taken ? new Trailers(true) : NOT_TAKEN;
  }

  /**
   * Before the first byte of a body: announces what will come after the last.
   *
   * @param fields the header fields of the backend's answer
   * @param trailers the backend's trailers, once its body was read to the end
   */
  public void announce(
      List<Field> fields, Supplier<List<Field>> trailers, ServerResponse response) {
    List<String> announced = taken ? ResponseFields.values(fields, "Trailer") : List.of();
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
