package dev.weir.admin;

import dev.weir.edge.Rejections;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/**
 * Stands in front of all that operators are shown: nothing of it may be read by the pages of other
 * sites, nor be shown within them.
 *
 * @param hosts the names by which it may be called
 */
record Guard(AllowedHosts hosts) {

  private static final List<Header> FIELDS =
      List.of(
          HeaderValues.createCached("X-Content-Type-Options", "nosniff"),
          HeaderValues.createCached("X-Frame-Options", "DENY"),
          HeaderValues.createCached("Referrer-Policy", "no-referrer"),
          HeaderValues.createCached("Cross-Origin-Resource-Policy", "same-origin"),
          HeaderValues.createCached(
              "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
          HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store"));

  /** Returns a handler of the requests that may be handled; it may replace these fields. */
  Handler around(Handler handler) {
    return (request, response) -> guard(handler, request, response);
  }

  private void guard(Handler handler, ServerRequest request, ServerResponse response)
      throws Exception {
    FIELDS.forEach(response::header);
    try {
      hosts.check(request);
      handler.handle(request, response);
    } catch (RefusedRequestException e) {
      e.fields().forEach(response::header);
      Rejections.refuse(e.problem(), request, response);
    }
  }
}
