package dev.weir.admin;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The description of the admin API (OpenAPI 3.1). */
final class OpenApi implements Handler {

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws IOException {
    try (InputStream document = OpenApi.class.getResourceAsStream("openapi.json")) {
      response.header(HeaderValues.CONTENT_TYPE_JSON);
      response.send(Objects.requireNonNull(document).readAllBytes());
    }
  }
}
