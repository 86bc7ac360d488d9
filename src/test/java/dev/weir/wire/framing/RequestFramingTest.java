package dev.weir.wire.framing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.helidon.http.RequestException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFramingTest {

  private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST /b HTTP/1.1\r\nhost:\ta \r\nContent-Length: 5\r\n\r\n";
  private static final String CHUNKED =
      "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final RequestFraming framing = new RequestFraming(4096, 16_384, bytes -> false);
  private final StringBuilder handedOn = new StringBuilder();

  /** Gives it a piece and takes all that is handed on then. */
  private String give(String piece) {
    framing.add(piece.getBytes(StandardCharsets.ISO_8859_1));
    StringBuilder pieces = new StringBuilder();
    for (byte[] next = framing.next(); next != null; next = framing.next()) {
      pieces.append(new String(next, StandardCharsets.ISO_8859_1));
    }
    handedOn.append(pieces);
    return pieces.toString();
  }

  private static List<String> cutAt(String text, int at) {
    return List.of(text.substring(0, at), text.substring(at));
  }

  /** Chunks may be cut anywhere; what is in them may not change. */
  private static String joined(String text) {
    return text.replaceAll("(?<=[a-z])\r\n[0-9a-f]+\r\n(?=[a-z])", "");
  }

  private static RequestFraming holding() {
    return new RequestFraming(4096, 16_384, bytes -> bytes <= 5);
  }

  private static String next(RequestFraming framing, String piece) {
    framing.add(piece.getBytes(StandardCharsets.ISO_8859_1));
    byte[] next = framing.next();
    return next == null ? "" : new String(next, StandardCharsets.ISO_8859_1);
  }

  @Test
  void aHeadMayBeHeldUntilItsBodyIsThere() {
    RequestFraming holding = holding();
    assertThat(next(holding, POST + "he"), is(""));
    assertThat(holding.place(), is(RequestFraming.Place.EARLY_BODY));
    assertThat(next(holding, "ll"), is(""));
    assertThat(next(holding, "o" + GET), is(POST + "hello"));
    assertThat(new String(holding.next(), StandardCharsets.ISO_8859_1), is(GET));
    assertThat(holding.place(), is(RequestFraming.Place.BETWEEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 6", "Content-Length: 5\r\nExpect: 100-continue"})
  void aHeadIsNotHeldForALargeBodyOrAnExpectation(String fields) {
    String head = "POST /b HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n";
    assertThat(next(holding(), head), is(head));
  }

  @Test
  void requestsAreTheSameWhereverTheyAreCut() {
    String all = GET + POST + "hello" + "\r\n" + GET + CHUNKED + "3\r\nxyz\r\n0\r\n\r\n" + GET;
    String expected = GET + POST + "hello" + GET + CHUNKED + "3\r\nxyz\r\n0\r\n\r\n" + GET;
    for (int at = 0; at < all.length(); at++) {
      RequestFramingTest test = new RequestFramingTest();
      cutAt(all, at).forEach(test::give);
      String whole = joined(test.handedOn.toString()).replaceFirst("(?<=\r\n)[12](?=\r\nx)", "3");
      assertThat("cut at " + at, whole, is(expected));
      assertThat(test.framing.place(), is(RequestFraming.Place.BETWEEN));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\rHost: a\r\n\r\n",
        "GEt / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
        CHUNKED + "3\r\nxyzq\r\n",
        CHUNKED + "3\r\nxyz\n0",
        CHUNKED + "0\r\nX: 1\n\r\n"
      })
  void whatIsRefusedIsRefusedWhereverItIsCut(String bytes) {
    for (int at = 0; at < bytes.length(); at++) {
      RequestFramingTest test = new RequestFramingTest();
      List<String> pieces = cutAt(bytes, at);
      assertThrows(RequestException.class, () -> pieces.forEach(test::give), "cut at " + at);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a.example:8080", "127.0.0.1:0", "[::1]", "[::1]:65535", "a_b", "a%20b"})
  void aHostThatIsANameOrAnAddressIsTaken(String host) {
    String head = "GET / HTTP/1.1\r\nHost: " + host + " \r\n\r\n";
    assertThat(give(head), is(head));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a:", ":80", "a:b", "a:-1", "a:65536", "a b", "a/b", "a@b", "::1", "[::1", "a%"
      })
  void aHostThatIsNoNameAndNoAddressIsRefused(String host) {
    String head = "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    assertThrows(RequestException.class, () -> give(head));
  }

  @Test
  void aHeadIsHandedOnWholeOrNotAtAll() {
    assertThat(give(GET.substring(0, 20)), is(""));
    assertThat(framing.place(), is(RequestFraming.Place.HEAD));
    assertThat(give(GET.substring(20)), is(GET));
  }

  @Test
  void aHugeChunkIsHandedOnAsItComes() {
    give(CHUNKED + "7fffffffffff\r\n");
    String piece = "a".repeat(8192);
    for (int i = 0; i < 100; i++) {
      assertThat(give(piece), is("2000\r\n" + piece + "\r\n"));
    }
    assertThat(framing.place(), is(RequestFraming.Place.BODY));
  }

  @Test
  void aSizeThatNeverEndsIsRefused() {
    give(CHUNKED + "1;");
    String extension = "a".repeat(100);
    assertThrows(RequestException.class, () -> giveForever(extension));
    assertThat(handedOn.length(), is(CHUNKED.length()));
  }

  private void giveForever(String piece) {
    for (int i = 0; i < 1000; i++) {
      give(piece);
    }
    assertThat("pieces", 1000, lessThan(0));
  }
}
