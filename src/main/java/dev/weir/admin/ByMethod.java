package dev.weir.admin;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The handlers of one path, by their methods; HEAD is handled as GET, of which the body is left out
 * where the response is written.
 */
record ByMethod(Map<Method, Handler> handlers) implements Handler {

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws Exception {
    Method method = request.prologue().method();
    Handler handler = handlers.get(method.equals(Method.HEAD) ? Method.GET : method);
    if (handler == null) {
      throw new RefusedRequestException(
          Status.METHOD_NOT_ALLOWED_405,
          "This path is for " + allowed() + ".",
          HeaderValues.create(HeaderNames.ALLOW, allowed()));
    }
    handler.handle(request, response);
  }

  private String allowed() {
    return handlers.keySet().stream().map(Method::text).sorted().collect(Collectors.joining(", "));
  }
}
