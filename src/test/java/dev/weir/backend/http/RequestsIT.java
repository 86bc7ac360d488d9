package dev.weir.backend.http;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.HttpText;
import dev.weir.StubUpstream;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendRequest.Interim;
import dev.weir.backend.Field;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How requests reach the service. */
class RequestsIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
  private static final int LARGE = 5_000_000;

  private final StubUpstream upstream = new StubUpstream();
  private final Caller caller = Caller.of(upstream);
  private final BlockingQueue<HttpText> seen = new LinkedBlockingQueue<>();

  RequestsIT() throws IOException {}

  @AfterEach
  void close() throws IOException {
    caller.close();
    upstream.close();
  }

  private void keepsWhatItSees() {
    upstream.responds(OK, seen);
  }

  @ParameterizedTest
  @CsvSource({"true, shop.example", "false, 127.0.0.1"})
  void theHostIsTheClientsOrTheServices(boolean preserveHost, String host) throws Exception {
    keepsWhatItSees();
    HttpConfig config =
        new HttpConfig(
            List.of(Caller.url(upstream.url() + "/base/")),
            preserveHost,
            Caller.PATIENT,
            Caller.LONG,
            Optional.empty(),
            0.1,
            Caller.USUAL_TLS);
    try (Caller other = Caller.of(config)) {
      assertThat(other.get().status(), is(200));
    }
    assertThat(seen.element().field("host").replaceAll(":.*", ""), is(host));
    assertThat(seen.element().head().getFirst(), is("GET /base/ HTTP/1.1"));
  }

  @Test
  void aPostWithoutABodySaysSoIfItsClientDid() throws Exception {
    keepsWhatItSees();
    BackendRequest request =
        new BackendRequest(
            "POST",
            "/",
            List.of(new Field("Content-Length", "0")),
            Optional.empty(),
            OptionalLong.empty(),
            Interim.NONE);
    assertThat(caller.call(request).status(), is(200));
    assertThat(seen.element().field("content-length"), is("0"));
  }

  @Test
  void aLargeBodyOfKnownLengthArrivesAsItIs() throws Exception {
    byte[] large = new byte[LARGE];
    new Random(1).nextBytes(large);
    keepsWhatItSees();
    BackendRequest.Body body =
        new BackendRequest.Body(OptionalLong.of(LARGE), () -> new ByteArrayInputStream(large));
    for (int i = 0; i < 2; i++) {
      assertThat(caller.call(Caller.upload("PUT", body)).body(), is("ok"));
      String arrived = seen.take().body();
      assertThat(arrived.equals(new String(large, StandardCharsets.ISO_8859_1)), is(true));
    }
    assertThat(upstream.connections(), is(1));
  }

  @ParameterizedTest
  @CsvSource({"Content-Length", "Transfer-Encoding"})
  void aRefusalThatComesBeforeTheBodyWasSentGetsThrough(String framing) throws Exception {
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(
              connection, head("HTTP/1.1 413 Too Large", "Content-Length: 8") + "too long");
          connection.shutdownOutput();
          connection.getInputStream().readNBytes(LARGE / 10);
        });
    OptionalLong length =
        framing.equals("Content-Length") ? OptionalLong.of(LARGE) : OptionalLong.empty();
    BackendRequest.Body body =
        new BackendRequest.Body(length, () -> new ByteArrayInputStream(new byte[LARGE]));
    Caller.Received received = caller.call(Caller.upload("POST", body));
    assertThat(received.status(), is(413));
    assertThat(received.body(), is("too long"));
    upstream.responds(OK);
    assertThat(caller.get().body(), is("ok"));
    assertThat(upstream.connections(), is(2));
  }

  @Test
  void anInterimResponseWithinARequestDoesNotEndIt() throws Exception {
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(connection, head("HTTP/1.1 102 Processing"));
          connection.getInputStream().readNBytes(LARGE);
          StubUpstream.write(connection, OK);
        });
    BackendRequest.Body body =
        new BackendRequest.Body(
            OptionalLong.of(LARGE), () -> new ByteArrayInputStream(new byte[LARGE]));
    assertThat(caller.call(Caller.upload("POST", body)).body(), is("ok"));
  }

  @Test
  void aBodyThatIsShorterThanItsLengthIsBrokenOff() {
    keepsWhatItSees();
    BackendRequest.Body body =
        new BackendRequest.Body(OptionalLong.of(10), InputStream::nullInputStream);
    assertThat(caller.failure(Caller.upload("POST", body)).failure(), is(Failure.BROKEN));
    Eventually.until(() -> seen.stream().anyMatch(request -> request.body().isEmpty()));
  }
}
