package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the backend gets of a request from a Weir that trusts its neighbours, or no proxy. */
class ProxyPolicyIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final StubUpstream upstream = new StubUpstream();
  private final RunningWeir wary = weir();
  private final RunningWeir trusting =
      weir("--server.trusted-proxies=127.0.0.1, 10.0.0.0/8, 2001:db8::/32", "--server.via=weir-1");
  private final BlockingQueue<HttpText> seen = new LinkedBlockingQueue<>();

  ProxyPolicyIT() throws IOException {
    upstream.responds(OK, seen);
  }

  private RunningWeir weir(String... flags) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--backend.type=http",
                "--backend.http.url=" + upstream.url(),
                "--gate.strategy=priority"));
    all.addAll(List.of(flags));
    return RunningWeir.with(all.toArray(String[]::new));
  }

  @AfterEach
  void theCountsAgree() throws IOException {
    for (RunningWeir weir : List.of(wary, trusting)) {
      weir.client().assertConserved();
      weir.close();
    }
    upstream.close();
  }

  private static HttpText response(RunningWeir weir, String... fields) throws IOException {
    List<String> lines = new ArrayList<>(List.of("GET /a HTTP/1.1", "Host: shop.example:81"));
    lines.addAll(List.of(fields));
    try (Socket socket = weir.client().raw(head(lines.toArray(String[]::new)))) {
      return HttpText.read(socket);
    }
  }

  private HttpText forwarded(RunningWeir weir, String... fields) throws Exception {
    assertThat(response(weir, fields).status(), is(200));
    return seen.take();
  }

  @Test
  void theBackendGetsTheAddressAndSchemeOfTheClient() throws Exception {
    HttpText request = forwarded(wary);
    assertThat(request.field("x-forwarded-for"), is("127.0.0.1"));
    assertThat(request.field("x-forwarded-proto"), is("http"));
    assertThat(request.field("x-forwarded-host"), is("shop.example:81"));
    assertThat(request.field("x-forwarded-port"), is("81"));
    assertThat(request.field("forwarded"), is("for=127.0.0.1;host=\"shop.example:81\";proto=http"));
    assertThat(request.field("via"), matchesPattern("1\\.1 weir-[0-9a-f]{8}"));
  }

  @Test
  void addressesFromAnUntrustedClientAreDropped() throws Exception {
    HttpText request =
        forwarded(
            wary,
            "X-Forwarded-For: 6.6.6.6",
            "x-forwarded-proto: https",
            "X-Forwarded-Host: evil",
            "X-Forwarded-Port: 666",
            "X-Forwarded-Prefix: /evil",
            "X-Forwarded-Anything: evil",
            "Forwarded: for=6.6.6.6;host=evil",
            "X-Real-IP: 6.6.6.6",
            "X-HELIDON-CN: evil");
    assertThat(String.join("\n", request.head()), not(containsString("evil")));
    assertThat(String.join("\n", request.head()), not(containsString("6.6.6")));
    assertThat(request.field("x-forwarded-proto"), is("http"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via", "X-Request-Id", "Host"})
  void aClientCantTakeAwayWhatWeirSays(String name) throws Exception {
    HttpText request = forwarded(wary, "Connection: close, " + name);
    assertThat(request.field(name), is(not("")));
  }

  @Test
  void whatATrustedProxySaysIsKeptAndItsOwnAddressAppended() throws Exception {
    HttpText request =
        forwarded(
            trusting,
            "X-Forwarded-For: 6.6.6.6, 203.0.113.7",
            "X-Forwarded-For: 10.1.2.3",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: public.example",
            "X-Forwarded-Prefix: /shop",
            "X-Real-IP: 203.0.113.7",
            "Forwarded: for=6.6.6.6;proto=gopher");
    assertThat(request.field("x-forwarded-for"), is("203.0.113.7, 10.1.2.3, 127.0.0.1"));
    assertThat(request.field("x-forwarded-proto"), is("https"));
    assertThat(request.field("x-forwarded-host"), is("public.example"));
    assertThat(request.field("x-forwarded-prefix"), is("/shop"));
    assertThat(request.field("x-forwarded-port"), is(""));
    assertThat(request.field("x-real-ip"), is("203.0.113.7"));
    assertThat(
        request.field("forwarded"),
        is(
            "for=203.0.113.7;host=\"public.example\";proto=https, for=10.1.2.3,"
                + " for=127.0.0.1"));
  }

  @Test
  void aTrustedProxyMaySayItInForwarded() throws Exception {
    HttpText request =
        forwarded(trusting, "Forwarded: for=\"[2001:db9::1]:99\";proto=https;host=a, for=10.0.0.1");
    assertThat(request.field("x-forwarded-for"), is("2001:db9:0:0:0:0:0:1, 10.0.0.1, 127.0.0.1"));
    assertThat(request.field("x-forwarded-proto"), is("https"));
    assertThat(request.field("x-forwarded-host"), is("a"));
    assertThat(
        request.field("forwarded"),
        is(
            "for=\"[2001:db9:0:0:0:0:0:1]\";host=\"a\";proto=https, for=10.0.0.1,"
                + " for=127.0.0.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "6.6.6.6, garbage", ""})
  void aChainThatCantBeReadEndsAtTheLastKnownAddress(String chain) throws Exception {
    HttpText request = forwarded(trusting, "X-Forwarded-For: " + chain);
    assertThat(request.field("x-forwarded-for"), is("127.0.0.1"));
  }

  /**
   * A proxy that appends to the same line, as nginx does, can't keep an untrusted client from
   * opening it.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-For | [10.1.2.3]\", 203.0.113.7",
        "X-Forwarded-For | \", 203.0.113.7",
        "X-Forwarded-For | 10.1.2.3, \"6.6.6.6, 203.0.113.7",
        "X-Forwarded-For | 6.6.6.6, , 203.0.113.7",
        "Forwarded | for=6.6.6.6, for=203.0.113.7",
        "Forwarded | for=6.6.6.6;x=\"\\\"\", for=203.0.113.7",
      })
  void aQuoteLeftOpenDoesNotReachWhatAProxyAppends(String name, String chain) throws Exception {
    HttpText request = forwarded(trusting, name + ": " + chain);
    assertThat(request.field("x-forwarded-for"), is("203.0.113.7, 127.0.0.1"));
    assertThat(request.field("forwarded"), startsWith("for=203.0.113.7;"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Forwarded | for=6.6.6.6;x=\", for=203.0.113.7",
        "Forwarded | for=6.6.6.6;x=\", for=\"[2001:db9::1]\"",
        "X-Forwarded-For | [10.1.2.3]\"",
        "X-Forwarded-For | 6.6.6.6, [203.0.113.7]",
      })
  void aChainThatCantBeReadNamesNoClient(String name, String chain) throws Exception {
    assertThat(forwarded(trusting, name + ": " + chain).field("x-forwarded-for"), is("127.0.0.1"));
  }

  @Test
  void thePriorityGoesOnFromATrustedProxyOnly() throws Exception {
    assertThat(forwarded(wary, "X-Priority: critical").field("x-priority"), is(""));
    assertThat(forwarded(trusting, "X-Priority: critical").field("x-priority"), is("critical"));
  }

  @Test
  void aFieldWithAnUnderscoreIsDroppedUnlessTheSettingsPassIt() throws Exception {
    String[] fields = {
      "X_Forwarded_For: 6.6.6.6",
      "X-Forwarded_Proto: https",
      "content_length: 5",
      "Transfer_Encoding: chunked",
      "my_field: 1"
    };
    HttpText dropped = forwarded(trusting, fields);
    assertThat(String.join("\n", dropped.head()), not(containsString("_")));
    try (RunningWeir lenient = weir("--server.underscore-fields=pass")) {
      assertThat(forwarded(lenient, fields).head(), hasItems(fields));
    }
  }

  @Test
  void otherProxiesOnTheWayStayInVia() throws Exception {
    HttpText request = forwarded(trusting, "Via: 1.0 fred, 1.1 weir", "Via: 1.1 p");
    assertThat(request.field("via"), is("1.0 fred, 1.1 weir,1.1 p,1.1 weir-1"));
  }

  @Test
  void aRequestThatComesBackIsRefused() throws Exception {
    HttpText loop = response(trusting, "Via: 1.1 weir-1, 1.1 p");
    assertThat(loop.status(), is(508));
    assertThat(loop.body(), containsString("\"reason\":\"loop_detected\""));
    assertThat(loop.field("connection"), is(not("close")));
    assertThat(seen.isEmpty(), is(true));
  }

  @Test
  void theClientGetsBackTheIdThatTheBackendGot() throws Exception {
    HttpText response = response(wary, "X-Request-Id: mine-1");
    assertThat(response.field("x-request-id"), is("mine-1"));
    assertThat(seen.take().field("x-request-id"), is("mine-1"));
    HttpText made = response(wary, "X-Request-Id: a b");
    assertThat(made.field("x-request-id"), matchesPattern("[0-9a-f]{32}"));
    assertThat(seen.take().field("x-request-id"), is(made.field("x-request-id")));
  }

  @Test
  void aTraceGoesOnWithItsStateAndAnInvalidOneWithout() throws Exception {
    HttpText kept = forwarded(wary, "traceparent: " + TRACE, "tracestate: a=1");
    assertThat(kept.field("traceparent"), is(TRACE));
    assertThat(kept.field("tracestate"), is("a=1"));
    HttpText begun = forwarded(wary, "traceparent: 00-0-0-0", "tracestate: a=1");
    assertThat(begun.field("traceparent"), matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-00"));
    assertThat(begun.field("tracestate"), is(""));
  }

  @Test
  void theBackendLearnsWhatIsLeftOfTheTime() throws Exception {
    HttpText request =
        forwarded(
            wary,
            "X-Request-Timeout: 30",
            "grpc-timeout: 1M",
            "x-envoy-expected-rq-timeout-ms: 90000");
    assertThat(request.field("x-request-timeout"), matchesPattern("29\\.\\d{3}|30\\.000"));
    assertThat(request.field("grpc-timeout"), matchesPattern("29\\d{3}m|30000m"));
    assertThat(request.field("x-envoy-expected-rq-timeout-ms"), matchesPattern("29\\d{3}|30000"));
  }
}
