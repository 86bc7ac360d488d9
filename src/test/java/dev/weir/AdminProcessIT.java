package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The admin API as its users meet it: of a process of its own, from the jar. */
@Timeout(600)
class AdminProcessIT {

  @TempDir private Path folder;

  private static HttpResponse<String> send(
      WeirClient operator, String method, String path, String body, String etag) {
    return operator
        .send(
            operator
                .request(
                    path,
                    "Authorization",
                    "Bearer " + AdminWeir.TOKEN,
                    "Content-Type",
                    "application/json",
                    "If-Match",
                    etag)
                .method(method, BodyPublishers.ofString(body)))
        .join();
  }

  private WeirProcess start(int port) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), AdminWeir.TOKEN);
    return WeirProcess.start(
        "--server.port=0", "--admin.port=" + port, "--admin.token-file=" + token);
  }

  @Test
  void itIsReadChangedTriedWatchedAndStopped() throws Exception {
    int port = FreePort.find();
    try (WeirProcess weir = start(port);
        WeirClient client = weir.client();
        WeirClient operator = new WeirClient(port);
        Socket events =
            operator.raw(HttpText.head("GET /admin/events HTTP/1.1", "Host: localhost"))) {
      assertThat(HttpText.readHead(events).status(), is(200));
      String etag = operator.get("/admin/gates/default").headers().firstValue("ETag").orElseThrow();
      String gate = "/admin/gates/default";
      String change = "{\"permits\": 3}";
      assertThat(
          send(operator, "PATCH", gate + "?dry-run=true", change, etag).statusCode(), is(200));
      HttpResponse<String> changed = send(operator, "PATCH", gate, change, etag);
      assertThat(changed.body(), changed.statusCode(), is(200));
      assertThat(operator.metric("weir_permits"), is(3L));
      String next = changed.headers().firstValue("ETag").orElseThrow();
      assertThat(send(operator, "DELETE", "/admin/overrides", "", next).statusCode(), is(200));
      assertThat(client.get("/admin/state").statusCode(), is(404));
      assertThat(send(operator, "POST", "/admin/drain", "", next).statusCode(), is(202));
      assertThat(weir.exitCode(), is(0));
    }
  }

  @Test
  void aTokenThatCantBeUsedIsSaidInOneLine() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "short");
    try (WeirProcess weir =
        WeirProcess.start("--server.port=0", "--admin.port=0", "--admin.token-file=" + token)) {
      assertThat(weir.exitCode(), is(2));
      Eventually.until(weir::ended);
      assertThat(weir.lines(), hasItem(containsString("admin.token-file: " + token)));
    }
  }
}
