package dev.weir.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.time.ManualTime;
import dev.weir.wire.framing.RequestFraming;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestSourceTest {

  private static final String HEAD = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String CHUNKED =
      "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String POST = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n";

  private static final Duration HEADER = Duration.ofMillis(100);
  private static final Duration MOST_OF_HEADER = Duration.ofMillis(60);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration STALL = Duration.ofSeconds(30);
  private static final int BYTES_PER_SECOND = 1;
  private static final ConnectionLimits LIMITS =
      new ConnectionLimits(HEADER, IDLE, STALL, BYTES_PER_SECOND, true);

  private final ManualTime time = new ManualTime();
  private final StubClient stub = new StubClient();
  private final EarlyBodies memory = new EarlyBodies(() -> 4, 4);
  private final ClientConnection client =
      new ClientConnection(
          stub,
          LIMITS,
          time.timeouts(),
          new NewConnectionLimiter(time::nanoTime),
          memory.reservation(),
          new LateRequests(HEADER, rejected -> {}));
  private final RequestSource source =
      new RequestSource(
          client, LIMITS, new RequestFraming(4096, 4096, client.earlyBody()::take), time::nanoTime);

  @BeforeEach
  void bind() {
    client.request().runsOn(Thread.currentThread());
  }

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  private void sendsAfter(Duration pause, String text) {
    stub.sends(() -> time.advance(pause), text);
  }

  private @Nullable String next() {
    byte[] bytes = source.get();
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void assertRefusedLate() {
    assertThrows(CloseConnectionException.class, this::next);
    assertThat(stub.received(), startsWith("HTTP/1.1 408 "));
  }

  @Test
  void allPiecesOfAHeadHaveToComeWithinOneLimit() {
    stub.sends(HEAD.substring(0, 5));
    sendsAfter(MOST_OF_HEADER, HEAD.substring(5, 10));
    sendsAfter(MOST_OF_HEADER, HEAD.substring(10));
    assertRefusedLate();
  }

  @Test
  void theNextHeadHasTheWholeLimitAgain() {
    for (int i = 0; i < 3; i++) {
      stub.sends(HEAD.substring(0, 5));
      sendsAfter(MOST_OF_HEADER, HEAD.substring(5));
      assertThat(next(), is(HEAD));
    }
  }

  @Test
  void theFirstByteHasTheHeaderTimeoutLaterRequestsTheIdleTimeout() {
    stub.sends(HEAD);
    assertThat(next(), is(HEAD));
    sendsAfter(IDLE.minus(HEADER), HEAD);
    assertThat(next(), is(HEAD));
    sendsAfter(IDLE, HEAD);
    assertThrows(CloseConnectionException.class, this::next);
    assertThat(stub.received(), is(""));
  }

  @Test
  void anEarlyBodyThatComesTooSlowlyIsRefused() {
    stub.sends(POST + "a");
    sendsAfter(BodyPace.GRACE.plusSeconds(1), "bcd");
    assertRefusedLate();
  }

  @Test
  void theTimeBetweenReadsDoesNotCountForTheClient() {
    stub.sends(CHUNKED);
    assertThat(next(), is(CHUNKED));
    for (int i = 0; i < 10; i++) {
      time.advance(STALL);
      sendsAfter(Duration.ofSeconds(1), "1\r\na\r\n");
      assertThat(next(), is("1\r\na\r\n"));
    }
  }

  @Test
  void aBodyThatComesSlowerThanTheLeastRateIsLate() {
    stub.sends(CHUNKED);
    assertThat(next(), is(CHUNKED));
    sendsAfter(BodyPace.GRACE.minusSeconds(1), "1\r\na\r\n");
    assertThat(next(), is("1\r\na\r\n"));
    sendsAfter(Duration.ofSeconds(10), "1\r\nb\r\n");
    assertThrows(CloseConnectionException.class, this::next);
  }

  @Test
  void whatIsThereOfABodyIsCountedAndComesFirst() {
    stub.sends(CHUNKED + "2\r\nab\r\n2\r\ncd\r\n");
    assertThat("between requests", source.available(), is(0));
    assertThat(next(), is(CHUNKED));
    assertThat(source.available(), is("2\r\nab\r\n".length()));
    assertThat(source.available(), is("2\r\nab\r\n".length()));
    assertThat(next(), is("2\r\nab\r\n"));
    assertThat(next(), is("2\r\ncd\r\n"));
    assertThat(source.available(), is(0));
  }

  @Test
  void aBadBodyIsAvailableAndRefusedAsItIsRead() {
    stub.sends(CHUNKED + "nonsense\r\n");
    assertThat(next(), is(CHUNKED));
    assertThat(source.available(), is(1));
    assertThrows(CloseConnectionException.class, this::next);
    assertThat(client.refusal().isPresent(), is(true));
  }

  @Test
  void nothingIsReadAfterARefusal() {
    stub.sends("nonsense\r\n" + HEAD);
    assertThrows(RequestException.class, this::next);
    assertThrows(CloseConnectionException.class, this::next);
  }

  @Test
  void nothingIsReadAfterTheLastRequestOfAClient() {
    String last = "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    stub.sends(last + HEAD);
    assertThat(next(), is(last));
    assertThrows(CloseConnectionException.class, this::next);
  }

  @Test
  void theEndOfWhatAClientSendsIsTheEnd() {
    stub.ends();
    assertThat(next(), is(nullValue()));
  }

  @Test
  void theMemoryOfABodyIsFreeBetweenRequests() {
    stub.sends(POST + "abc");
    stub.sends("d");
    assertThat(next(), is(POST + "abcd"));
    assertThat(memory.reservation().take(1), is(false));
    stub.sends(HEAD);
    assertThat(next(), is(HEAD));
    assertThat(memory.reservation().take(4), is(true));
  }
}
