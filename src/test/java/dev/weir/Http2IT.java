package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.admission.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 on a port without TLS, to the byte: frames of RFC 9113, fields of RFC 7541. */
@Timeout(30)
class Http2IT {

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private static final byte[] NO_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
  private static final int HEADERS = 1;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  /** Entries of the static table: a whole field each, or the name of one. */
  private static final int GET = 0x82;

  private static final int POST = 0x83;
  private static final int HTTP = 0x86;
  private static final int AUTHORITY = 1;
  private static final int PATH = 4;
  private static final int STATUS_200 = 0x88;
  private static final int STATUS_400 = 0x8c;

  private final Upstream upstream = new Upstream();
  private final RunningWeir weir =
      RunningWeir.with("--backend.type=http", "--backend.http.url=" + upstream.url());

  Http2IT() throws IOException {
    upstream.answers(head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok");
  }

  @AfterEach
  void permitsAreBackAndTheCountsAgree() throws IOException {
    weir.client().assertConserved();
    weir.close();
    upstream.close();
  }

  /** The fields of a request; of the path, and of whom it is for, each byte is as it is given. */
  private static byte[] fields(int method, String path, String authority) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(method);
    bytes.write(HTTP);
    literal(bytes, PATH, path);
    literal(bytes, AUTHORITY, authority);
    return bytes.toByteArray();
  }

  private static void literal(ByteArrayOutputStream bytes, int name, String value) {
    bytes.write(name);
    bytes.write(value.length());
    bytes.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
  }

  private Socket asked(int flags, byte[] fields) throws IOException {
    return asked(weir, flags, fields);
  }

  private static Socket asked(RunningWeir weir, int flags, byte[] fields) throws IOException {
    Socket socket = weir.client().raw(PREFACE);
    socket.getOutputStream().write(NO_SETTINGS);
    ask(socket, 1, flags, fields);
    return socket;
  }

  private static void ask(Socket socket, int stream, int flags, byte[] fields) throws IOException {
    byte[] head = {0, 0, (byte) fields.length, HEADERS, (byte) flags, 0, 0, 0, (byte) stream};
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head);
    bytes.writeBytes(fields);
    socket.getOutputStream().write(bytes.toByteArray());
  }

  /** Reads up to the answer, and returns the first of its fields, which is the status. */
  private static int status(Socket socket) throws IOException {
    return payloadOfNext(HEADERS, socket)[0] & 0xff;
  }

  /** Reads up to the word that the connection ends, and returns up to which stream it serves. */
  private static int lastStream(Socket socket) throws IOException {
    return ByteBuffer.wrap(payloadOfNext(GOAWAY, socket)).getInt();
  }

  private static byte[] payloadOfNext(int type, Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      int lengthAndType = in.readInt();
      in.skipNBytes(5);
      byte[] payload = in.readNBytes(lengthAndType >>> 8);
      if ((lengthAndType & 0xff) == type) {
        return payload;
      }
    }
  }

  @Test
  void whoKnowsThatItIsThereNeedNotAsk() throws Exception {
    try (Socket socket = asked(END_STREAM | END_HEADERS, fields(GET, "/a", "weir.example"))) {
      assertThat(status(socket), is(STATUS_200));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/a HTTP/1.1", "/a\r\nX: y", "/a?b c", "/a?b\nc", "/\u0000", "/\u007f", "/%zz"})
  void aPathThatWouldBeMoreThanAPathComesToNoBackend(String path) throws Exception {
    try (Socket socket = asked(END_STREAM | END_HEADERS, fields(GET, path, "weir.example"))) {
      assertThat(status(socket), is(STATUS_400));
    }
    assertThat(upstream.connections(), is(0));
  }

  @Test
  void aHostThatWouldBeMoreThanAHostComesToNoBackend() throws Exception {
    byte[] fields = fields(GET, "/", "weir.example\r\nX: y");
    try (Socket socket = asked(END_STREAM | END_HEADERS, fields)) {
      assertThat(status(socket), is(STATUS_400));
    }
    assertThat(upstream.connections(), is(0));
  }

  @Test
  void aClientThatIsGoneInTheMiddleOfItsBodyHoldsNoPermit() throws Exception {
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          connection.getInputStream().readAllBytes();
        });
    try (Socket socket = asked(END_HEADERS, fields(POST, "/", "weir.example"))) {
      Soon.until(() -> weir.client().metric("in_flight_requests") == 1);
      assertThat(socket.isConnected(), is(true));
    }
    Soon.until(() -> weir.client().ended(Outcome.GONE) == 1);
  }

  @Test
  void whatIsAskedUntilTheEndIsAnsweredAndTheClientIsToldOfTheEnd() throws Exception {
    byte[] fields = fields(GET, "/endpoint", "weir.example");
    try (RunningWeir other = RunningWeir.with();
        Socket socket = asked(other, END_STREAM | END_HEADERS, fields)) {
      assertThat(status(socket), is(STATUS_200));
      Thread stop = Thread.ofVirtual().start(other.server()::stop);
      assertThat(lastStream(socket), is(Integer.MAX_VALUE));
      ask(socket, 3, END_STREAM | END_HEADERS, fields);
      assertThat(status(socket), is(STATUS_200));
      assertThat(lastStream(socket), is(3));
      assertThat(socket.getInputStream().read(), is(-1));
      stop.join();
    }
  }

  @Test
  void aConnectionThatHasNotSaidWhatItIsEndsWithTheServer() throws Exception {
    try (RunningWeir other = RunningWeir.with();
        Socket silent = other.client().raw("PRI * HTT")) {
      assertThat(other.client().get("/endpoint").statusCode(), is(200));
      other.server().stop();
      assertThat(silent.getInputStream().read(), is(-1));
    }
  }
}
