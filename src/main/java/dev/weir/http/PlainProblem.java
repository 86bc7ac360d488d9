package dev.weir.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/**
 * Why Weir does not pass a request on, whatever its load (RFC 9457).
 *
 * @param status the status of the answer
 * @param reason one word for it
 * @param detail what is wrong, and what to do
 */
record PlainProblem(Status status, String reason, String detail) {

  /**
   * Answers with it. A body that the client has yet to send is not waited for.
   *
   * @throws CloseConnectionException if the connection ends for that
   */
  void answer(ServerRequest request, ServerResponse response) {
    boolean last = request.content().hasEntity();
    response.status(status);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(HeaderNames.CONTENT_TYPE, "application/problem+json");
    if (last) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    response.send(body());
    if (last) {
      throw new CloseConnectionException("The body of a refused request is not read");
    }
  }

  private byte[] body() {
    return JsonObject.builder()
        .set("type", "about:blank")
        .set("title", status.reasonPhrase())
        .set("status", status.code())
        .set("detail", detail)
        .set("reason", reason)
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
