package dev.weir.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/**
 * Answers what is neither Weir's nor the backend's: any path when the backend has none of its own,
 * and what nobody serves of Weir's own paths, which the backend never gets.
 */
public final class NotFound implements Handler {

  private static final byte[] BODY =
      JsonObject.builder()
          .set("type", "about:blank")
          .set("title", Status.NOT_FOUND_404.reasonPhrase())
          .set("status", Status.NOT_FOUND_404.code())
          .set(
              "detail",
              "There is /endpoint, /health and /metrics here; with backend.type=http every other"
                  + " path goes to the backend.")
          .build()
          .toString()
          .getBytes(StandardCharsets.UTF_8);

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    response.status(Status.NOT_FOUND_404);
    response.header(HeaderNames.CONTENT_TYPE, "application/problem+json");
    response.send(BODY);
  }
}
