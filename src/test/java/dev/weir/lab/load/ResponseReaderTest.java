package dev.weir.lab.load;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {

  private final ResponseReader reader = new ResponseReader();

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }

  /** Returns whether the response is complete, after each of its bytes came alone. */
  private boolean read(String... lines) throws IOException {
    reader.begin();
    boolean complete = false;
    for (byte one : lines(lines).getBytes(StandardCharsets.ISO_8859_1)) {
      complete = reader.read(ByteBuffer.wrap(new byte[] {one}));
    }
    return complete;
  }

  @Test
  void anAnswerEndsWithItsLastByte() throws IOException {
    assertThat(read("HTTP/1.1 200 OK", "Content-Length: 5", "", "hell"), is(false));
    assertThat(reader.read(ByteBuffer.wrap(new byte[] {'o'})), is(true));
    assertThat(reader.status(), is(200));
    assertThat(reader.persistent(), is(true));
  }

  @Test
  void aRefusalSaysWhenToComeBack() throws IOException {
    assertThat(
        read("HTTP/1.1 429 Too Many Requests", "retry-after: 7", "content-length:0", "", ""),
        is(true));
    assertThat(reader.status(), is(429));
    assertThat(reader.retryAfterSeconds(), is(OptionalInt.of(7)));
  }

  @Test
  void aDateIsNoNumberOfSeconds() throws IOException {
    read(
        "HTTP/1.1 503 x",
        "Retry-After: Mon, 23 Nov 2026 18:29:28 GMT",
        "Content-Length: 0",
        "",
        "");
    assertThat(reader.retryAfterSeconds(), is(OptionalInt.empty()));
  }

  @Test
  void aChunkedAnswerEndsWithItsTrailers() throws IOException {
    assertThat(
        read(
            "HTTP/1.1 200 OK",
            "Transfer-Encoding: chunked",
            "",
            "5;name=value",
            "hello",
            "A",
            "0123456789",
            "0",
            "Trailer: yes",
            ""),
        is(false));
    assertThat(reader.read(ByteBuffer.wrap(new byte[] {'\r', '\n'})), is(true));
  }

  @Test
  void anAnswerWithoutALengthEndsWithItsConnection() throws IOException {
    assertThat(read("HTTP/1.0 200 OK", "", "hello"), is(false));
    assertThat(reader.completeAtTheEnd(), is(true));
    assertThat(reader.persistent(), is(false));
  }

  @Test
  void aConnectionMayEndWithAnAnswer() throws IOException {
    read("HTTP/1.1 200 OK", "Connection: close", "Content-Length: 0", "", "");
    assertThat(reader.persistent(), is(false));
  }

  @Test
  void whatComesBeforeTheAnswerIsSkipped() throws IOException {
    assertThat(read("HTTP/1.1 100 Continue", "", "HTTP/1.1 204 No Content", "", ""), is(true));
    assertThat(reader.status(), is(204));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 200 OK\r\nno field\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore"
      })
  void whatIsNotHttpIsRefused(String text) {
    assertThrows(IOException.class, () -> read(text));
  }
}
