package dev.weir.admin;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/** Responses with JSON of one revision of the settings. */
final class Responses {

  private Responses() {}

  static void send(JsonObject json, String revision, ServerResponse response) {
    response.header(HeaderNames.ETAG, etag(revision));
    send(json, response);
  }

  static void send(JsonObject json, ServerResponse response) {
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send((json + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a revision as an entity tag (RFC 9110, section 8.8.3). */
  static String etag(String revision) {
    return '"' + revision + '"';
  }
}
