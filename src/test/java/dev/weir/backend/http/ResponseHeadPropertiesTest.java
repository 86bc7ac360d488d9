package dev.weir.backend.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import dev.weir.backend.Field;
import dev.weir.time.Timeouts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** The head of a response has one reading, or is refused. */
@AddLifecycleHook(Tries.class)
class ResponseHeadPropertiesTest {

  private static final Pattern COMMA = Pattern.compile(",");

  private static final List<String> LINES =
      List.of(
          "Content-Length: 5",
          "content-length: 0",
          "Content-Length: 5, 5",
          "Content-Length: -1",
          "Content-Length:",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip",
          "transfer-encoding: CHUNKED",
          "Connection: close",
          "Connection: a,  Close",
          "Keep-Alive: timeout=5",
          "Keep-Alive: timeout=x",
          "X: 1",
          "X : 1",
          " folded",
          ":",
          "");

  @Provide
  Arbitrary<String> heads() {
    Arbitrary<String> statuses =
        Arbitraries.of(
            "HTTP/1.1 200 OK",
            "HTTP/1.0 200 OK",
            "HTTP/1.1 204",
            "HTTP/1.1 304 ",
            "HTTP/1.1 099",
            "HTTP/1.1 600",
            "HTTP/1.1 2000",
            "HTTP/2 200",
            "");
    Arbitrary<String> fields =
        Arbitraries.of(LINES).list().ofMaxSize(5).map(lines -> String.join("\r\n", lines));
    Arbitrary<String> well =
        Combinators.combine(statuses, fields).as((status, lines) -> status + "\r\n" + lines);
    Arbitrary<String> spoilt =
        Combinators.combine(well, Arbitraries.chars().range('\0', '\u00ff'), Arbitraries.integers())
            .as(ResponseHeadPropertiesTest::spoil);
    return Arbitraries.oneOf(well, spoilt).map(head -> head + "\r\n\r\n");
  }

  private static String spoil(String head, char octet, int where) {
    int at = Math.floorMod(where, head.length() + 1);
    return head.substring(0, at) + octet + head.substring(Math.min(at + 1, head.length()));
  }

  /** Has these bytes to read, and takes whatever is written. */
  private static final class Bytes extends Socket {
    private final InputStream in;

    Bytes(String text) {
      this.in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }
  }

  /** Returns the head; empty if it was refused. */
  private static Optional<ResponseHead> read(String text) throws IOException {
    try (Timeouts timeouts = new Timeouts(System::nanoTime);
        Socket socket = new Bytes(text);
        UpstreamConnection connection = new UpstreamConnection(socket, socket, timeouts)) {
      return Optional.of(ResponseHead.read(connection));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Framing> framing(ResponseHead head, boolean toHead) {
    try {
      return Optional.of(Framing.of(head, toHead));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<String> values(ResponseHead head, String name) {
    return head.fields().stream().filter(one -> one.isNamed(name)).map(Field::value).toList();
  }

  @Property(tries = 1_000)
  void aResponseWithTwoLengthsIsRefused(@ForAll("heads") String text, @ForAll boolean toHead)
      throws IOException {
    Optional<ResponseHead> head = read(text);
    if (head.isPresent()) {
      List<String> lengths = values(head.get(), "Content-Length");
      List<String> codings = values(head.get(), "Transfer-Encoding");
      boolean one = lengths.size() + codings.size() <= 1;
      boolean plain =
          lengths.stream().allMatch(length -> length.matches("[0-9]{1,18}"))
              && codings.stream().allMatch(coding -> coding.equalsIgnoreCase("chunked"))
              && (codings.isEmpty() || head.get().minor() == 1);
      assertThat(text, framing(head.get(), toHead).isPresent(), is(one && plain));
    }
  }

  @Property(tries = 1_000)
  void aHeadThatIsReadCanBeWrittenAndReadAgain(@ForAll("heads") String text) throws IOException {
    Optional<ResponseHead> head = read(text);
    if (head.isPresent()) {
      StringBuilder again = new StringBuilder();
      again.append("HTTP/1.").append(head.get().minor()).append(' ').append(head.get().status());
      head.get()
          .fields()
          .forEach(one -> again.append("\r\n").append(one.name()).append(": ").append(one.value()));
      assertThat(read(again + "\r\n\r\n"), is(head));
      assertThat(head.get().status(), greaterThanOrEqualTo(100));
    }
  }

  @Property(tries = 500)
  void aConnectionIsKeptOnlyIfTheResponseHasAKnownEnd(
      @ForAll("heads") String text, @ForAll boolean toHead) throws IOException {
    Optional<ResponseHead> head = read(text);
    Optional<Framing> framing = head.flatMap(one -> framing(one, toHead));
    if (framing.isPresent() && framing.get().keepsConnection()) {
      assertThat(framing.get().length() != Framing.UNTIL_CLOSE, is(true));
      assertThat(head.get().minor(), is(1));
      assertThat(
          values(head.get(), "Connection").stream()
              .flatMap(COMMA::splitAsStream)
              .anyMatch(option -> option.strip().equalsIgnoreCase("close")),
          is(false));
    }
  }
}
