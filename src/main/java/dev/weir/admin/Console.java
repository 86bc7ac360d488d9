package dev.weir.admin;

import dev.weir.html.InlinePage;
import io.helidon.common.LazyValue;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The console: one page that has all that it needs inside, and shows what the admin API says.
 *
 * <p>It is made when it is asked for first, and has no data of Weir's: anybody may have it.
 */
final class Console implements Handler {

  private final LazyValue<ConsolePage> page = LazyValue.create(Console::make);

  private static ConsolePage make() {
    try {
      return ConsolePage.of(new InlinePage("/dev/weir/admin/console/", Map.of()).of("index.html"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    ConsolePage console = page.get();
    response
        .header(HeaderNames.ETAG, console.etag())
        .header(HeaderNames.CACHE_CONTROL, "no-cache")
        .header(HeaderNames.VARY, HeaderNames.ACCEPT_ENCODING.defaultCase())
        .header(ConsolePage.CONTENT_SECURITY_POLICY, console.policy());
    if (request.headers().first(HeaderNames.IF_NONE_MATCH).filter(console::isAmong).isPresent()) {
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
    if (request.headers().first(HeaderNames.ACCEPT_ENCODING).orElse("").contains("gzip")) {
      response.header(HeaderNames.CONTENT_ENCODING, "gzip").send(console.zipped());
    } else {
      response.send(console.plain());
    }
  }
}
