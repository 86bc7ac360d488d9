package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.weir.admin.AccessToken;
import dev.weir.settings.SettingsException;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the admin port does not let others do. */
@Timeout(120)
class AdminGuardIT {

  private static final String CHANGE = "{\"permits\": 4}";
  private static final String GATE = "/admin/gates/default?dry-run=true";

  @TempDir private Path folder;

  private AdminWeir start(String... flags) throws IOException {
    return new AdminWeir(folder, AdminWeir.FILE, flags);
  }

  private static HttpText raw(AdminWeir weir, String... lines) throws IOException {
    try (Socket socket = weir.operator.raw(HttpText.head(lines))) {
      return HttpText.read(socket);
    }
  }

  @Test
  void aWrongTokenIsRefusedAndLoggedOnceASecondAtMost() throws IOException {
    try (AdminWeir weir = start();
        LogLines log = new LogLines("dev.weir.admin.ChangeGuard")) {
      HttpResponse<String> response =
          weir.send("PATCH", GATE, CHANGE, "Authorization", "Bearer " + AdminWeir.TOKEN + "x");
      assertThat(response.statusCode(), is(401));
      assertThat(
          response.headers().firstValue("WWW-Authenticate").orElseThrow(),
          containsString("invalid_token"));
      assertThat(log.lines(), hasSize(1));
      assertThat(log.lines().getFirst(), containsString("127.0.0.1"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer a b", "a-token-of-24-characters"})
  void whatIsNoBearerTokenIsAskedFor(String authorization) throws IOException {
    try (AdminWeir weir = start()) {
      HttpResponse<String> response =
          weir.send("PATCH", GATE, CHANGE, "Authorization", authorization);
      assertThat(response.statusCode(), is(401));
      assertThat(
          response.headers().firstValue("WWW-Authenticate").orElseThrow(),
          is("Bearer realm=\"weir\""));
    }
  }

  @Test
  void anotherTokenInTheFileCountsAtOnce() throws IOException {
    try (AdminWeir weir = start()) {
      Files.writeString(weir.token, "another-token-of-other-length");
      assertThat(weir.patch(GATE, CHANGE).statusCode(), is(401));
      assertThat(
          weir.send("PATCH", GATE, CHANGE, "Authorization", "Bearer another-token-of-other-length")
              .statusCode(),
          is(200));
      Files.delete(weir.token);
      assertThat(weir.patch(GATE, CHANGE).statusCode(), is(403));
    }
  }

  @Test
  void withoutATokenNothingCanBeChanged() throws IOException {
    try (AdminWeir weir = start("--admin.token-file=")) {
      assertThat(weir.patch(GATE, CHANGE).statusCode(), is(403));
      assertThat(weir.patch(GATE, CHANGE).body(), containsString("admin.token-file"));
      assertThat(
          weir.state().objectValue("config").orElseThrow().booleanValue("readOnly").orElseThrow(),
          is(true));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "too-short", "two lines of\n some length", "with spaces in between"})
  void aFileWithoutATokenIsRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), text);
    AccessToken token = new AccessToken(file);
    SettingsException refusal = Assertions.assertThrows(SettingsException.class, token::check);
    assertThat(refusal.getMessage(), containsString("admin.token-file: " + file));
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, 421",
    "localhost.evil.example:9091, 421",
    "127.0.0.1.evil.example, 421",
    "localhost, 200",
    "LOCALHOST:9091, 200",
    "10.0.0.1:9091, 200",
    "[::1]:9091, 200",
    "ops.example, 200"
  })
  void aNameThatIsNotAllowedReadsNothing(String host, int status) throws IOException {
    try (AdminWeir weir = start("--admin.allowed-hosts=ops.example")) {
      assertThat(raw(weir, "GET /admin/state HTTP/1.1", "Host: " + host).status(), is(status));
      assertThat(raw(weir, "GET /health/live HTTP/1.1", "Host: " + host).status(), is(200));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void aPageOfAnotherSiteChangesNothing(String field, String value) throws IOException {
    try (AdminWeir weir = start()) {
      assertThat(weir.patch(GATE, CHANGE, field, value).statusCode(), is(403));
      String own = "http://127.0.0.1:" + weir.operator.address().getPort();
      assertThat(
          weir.patch(GATE, CHANGE, "Origin", own, "Sec-Fetch-Site", "same-origin").statusCode(),
          is(200));
    }
  }

  @Test
  void noOtherSiteMayReadOrShowWhatIsServed() throws IOException {
    try (AdminWeir weir = start()) {
      HttpResponse<String> response =
          weir.operator.get("/admin/state", "Origin", "http://evil.example");
      assertThat(response.headers().map().containsKey("access-control-allow-origin"), is(false));
      assertThat(
          response.headers().firstValue("Content-Security-Policy").orElseThrow(),
          containsString("frame-ancestors 'none'"));
      assertThat(response.headers().firstValue("Cache-Control").orElseThrow(), is("no-store"));
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws IOException {
    try (AdminWeir weir = start()) {
      String body = "{\"permits\": " + " ".repeat(1_000_000) + "8}";
      assertThat(weir.patch(GATE, body).statusCode(), is(413));
      assertThat(weir.patch(GATE, "[".repeat(60_000)).statusCode(), is(400));
    }
  }

  @Test
  void aBodyThatNeverComesHoldsUpNothing() throws IOException {
    try (AdminWeir weir = start("--server.stall-timeout=100ms")) {
      HttpText response =
          raw(
              weir,
              "PATCH " + GATE + " HTTP/1.1",
              "Host: localhost",
              "Authorization: Bearer " + AdminWeir.TOKEN,
              "Content-Type: application/json",
              "Content-Length: 10");
      assertThat(response.status(), is(408));
      assertThat(weir.patch(GATE, CHANGE).statusCode(), is(200));
    }
  }
}
