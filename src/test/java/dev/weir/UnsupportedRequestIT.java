package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes on as it came, and what does not go on at all. */
class UnsupportedRequestIT {

  private final StubUpstream upstream = new StubUpstream();
  private final RunningWeir weir =
      RunningWeir.with("--backend.type=http", "--backend.http.url=" + upstream.url());
  private final BlockingQueue<HttpText> seen = new LinkedBlockingQueue<>();

  UnsupportedRequestIT() throws IOException {
    upstream.responds(head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok", seen);
  }

  @AfterEach
  void theCountsAgree() throws IOException {
    weir.client().assertConserved();
    weir.close();
    upstream.close();
  }

  private HttpText response(String... request) throws IOException {
    try (Socket socket = weir.client().raw(head(request))) {
      return HttpText.read(socket);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a%2Fb",
        "/a%2fb",
        "/a/../b",
        "/../../etc/passwd",
        "//x//y",
        "/;a=b/c;d",
        "/a%00b",
        "/a%0d%0aX:%20y",
        "/?",
        "/a?b=c?d&&=%zz",
        "/a?http://b/",
        "/%C3%A4%FF",
        "/metrics/../endpoint",
        "/metrics/%2e%2e/endpoint",
        "/METRICS",
        "/metricsx",
        "/healthy",
        "/a/%6detrics",
        "/~a!$&'()*+,=:@b"
      })
  void aTargetGoesOnToTheByteOrNotAtAll(String target) throws Exception {
    HttpText response = response("GET " + target + " HTTP/1.1", "Host: a");
    if (response.status() == 200) {
      assertThat(seen.take().head().getFirst(), is("GET " + target + " HTTP/1.1"));
    } else {
      assertThat(response.status(), is(400));
      assertThat(seen.isEmpty(), is(true));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x?filter[name]=x",
        "/?q=a|b",
        "/?q=100%",
        "/?q=%&r=%4&s=%zz",
        "/?path=C:\\x",
        "/a[1]",
        "/{id}/^`\"<>|\\",
        "/100%",
        "/%zz/%4",
        "/..\\metrics",
        "/metrics|",
        "/metrics\\x",
        "/metrics%",
        "//[a]//b?[",
        "/[a]/../b;c=[d]?",
      })
  void whatServicesUnderstandGoesOnToTheByteWhateverTheRfcSays(String target) throws Exception {
    assertThat(response("GET " + target + " HTTP/1.1", "Host: a").status(), is(200));
    assertThat(seen.take().head().getFirst(), is("GET " + target + " HTTP/1.1"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a/b[1]?c=100%, /b[1]?c=100%",
    "http://a?b|c, /?b|c",
    "http://[::1]:80/b?c|d, /b?c|d",
    "http://[::1]:80/b, /b",
  })
  void anAddressAsTargetIsNoDifferent(String target, String path) throws Exception {
    assertThat(response("GET " + target + " HTTP/1.1", "Host: a").status(), is(200));
    assertThat(seen.take().head().getFirst(), is("GET " + path + " HTTP/1.1"));
  }

  @Test
  void theNextTargetOnAConnectionIsItsOwn() throws Exception {
    String odd = head("POST /?a|b HTTP/1.1", "Host: a", "Content-Length: 2") + "ok";
    try (Socket socket = weir.client().raw(odd + head("GET /c HTTP/1.1", "Host: a"))) {
      assertThat(HttpText.read(socket).status(), is(200));
      assertThat(HttpText.read(socket).status(), is(200));
    }
    HttpText first = seen.take();
    assertThat(first.head().getFirst(), is("POST /?a|b HTTP/1.1"));
    assertThat(first.body(), is("ok"));
    assertThat(seen.take().head().getFirst(), is("GET /c HTTP/1.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%6detrics?a|b", "/metrics/%", "/x/../metrics?[", "/health/[a]/.."})
  void noOddTargetIsAnotherSpellingOfAPathOfWeirsOwn(String target) throws Exception {
    assertThat(response("GET " + target + " HTTP/1.1", "Host: a").status(), is(400));
    assertThat(response("GET /metrics?a|b HTTP/1.1", "Host: a").status(), is(200));
    assertThat(seen.isEmpty(), is(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a%2Fb", "/a/../b", "//x//y", "/;a=b/c;d", "/?", "/metrics/../endpoint"})
  void theUsualOddTargetsGoOn(String target) throws Exception {
    assertThat(response("GET " + target + " HTTP/1.1", "Host: a").status(), is(200));
    assertThat(seen.take().head().getFirst(), is("GET " + target + " HTTP/1.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%6detrics",
        "//metrics",
        "/./metrics",
        "/a/../metrics",
        "/metrics;a=b",
        "/m%65trics?x",
        "/%68ealth/live",
        "/health/./live",
        "/health/%6cive",
        "http://a/%6detrics"
      })
  void anotherSpellingOfAnOwnPathIsRefused(String target) throws Exception {
    HttpText response = response("GET " + target + " HTTP/1.1", "Host: a");
    assertThat(response.status(), is(400));
    assertThat(response.body(), containsString("\"reason\":\"path_ambiguous\""));
    assertThat(response.body(), not(containsString("in_flight_requests")));
    assertThat(seen.isEmpty(), is(true));
  }

  @Test
  void aDisguisedPathReachesNoneOfWeirsOwn() throws Exception {
    HttpText response = response("GET /health/..%2f HTTP/1.1", "Host: a");
    assertThat(response.status(), is(400));
    assertThat(response.field("content-type"), is("application/problem+json"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://shop.example/a?b=c, /a?b=c, shop.example",
    "http://shop.example:81, /, shop.example:81",
    "HTTPS://shop.example/%2F?, /%2F?, shop.example",
    "http://[::1]:80/a/../b, /a/../b, [::1]:80",
  })
  void anAddressAsTargetGoesOnAsItsPathWithItsHost(String target, String path, String host)
      throws Exception {
    assertThat(response("GET " + target + " HTTP/1.1", "Host: other").status(), is(200));
    HttpText request = seen.take();
    assertThat(request.head().getFirst(), is("GET " + path + " HTTP/1.1"));
    assertThat(request.field("host"), is(host));
    assertThat(request.field("x-forwarded-host"), is(host));
  }

  @Test
  void anAddressOfAnOwnPathIsThatPath() throws Exception {
    assertThat(response("GET http://a/health/live HTTP/1.1", "Host: a").status(), is(200));
    assertThat(seen.isEmpty(), is(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OPTIONS *",
        "GET *",
        "GET a/b",
        "GET mailto:a@b",
        "GET ftp://a/b",
        "GET http:///a",
        "GET http://user@a/b",
        "GET http:a",
        "GET a:80"
      })
  void anyOtherTargetIsRefused(String request) throws Exception {
    assertThat(response(request + " HTTP/1.1", "Host: a").status(), is(400));
    assertThat(seen.isEmpty(), is(true));
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT a:443, 501, method_unsupported",
    "TRACE /, 501, method_unsupported",
  })
  void aTunnelOrATraceIsNotPassedOn(String request, int status, String reason) throws Exception {
    HttpText response = response(request + " HTTP/1.1", "Host: a");
    assertThat(response.status(), is(status));
    assertThat(response.body(), containsString("\"reason\":\"" + reason + "\""));
    assertThat(seen.isEmpty(), is(true));
  }

  @Test
  void aWebSocketIsRefusedAndTheConnectionKept() throws Exception {
    String upgrade =
        head("GET /chat HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: websocket");
    try (Socket socket = weir.client().raw(upgrade)) {
      HttpText response = HttpText.read(socket);
      assertThat(response.status(), is(501));
      assertThat(response.body(), containsString("\"reason\":\"upgrade_unsupported\""));
      StubUpstream.write(socket, head("GET /a HTTP/1.1", "Host: a"));
      assertThat(HttpText.read(socket).status(), is(200));
    }
    assertThat(seen.take().head().getFirst(), startsWith("GET /a "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2c", "TLS/1.0", "other"})
  void anyOtherUpgradeIsIgnored(String protocol) throws Exception {
    HttpText response =
        response("GET / HTTP/1.1", "Host: a", "Connection: upgrade", "Upgrade: " + protocol);
    assertThat(response.status(), is(200));
    assertThat(seen.take().field("upgrade"), is(""));
  }

  @Test
  void anUnknownExpectationIsRefusedWithoutItsBody() throws Exception {
    String request =
        head("POST / HTTP/1.1", "Host: a", "Content-Length: 1000", "Expect: the-unexpected");
    try (Socket socket = weir.client().raw(request)) {
      HttpText response = HttpText.read(socket);
      assertThat(response.status(), is(417));
      assertThat(response.field("connection"), is("close"));
      assertThat(socket.getInputStream().read(), is(-1));
    }
    assertThat(seen.isEmpty(), is(true));
  }
}
