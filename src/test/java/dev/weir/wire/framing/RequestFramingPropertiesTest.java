package dev.weir.wire.framing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import io.helidon.http.RequestException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Whatever bytes come, in whatever pieces: they have one reading, or are refused. */
@AddLifecycleHook(Tries.class)
class RequestFramingPropertiesTest {

  private static final List<String> PIECES =
      List.of(
          "GET /a HTTP/1.1\r\n",
          "POST /b HTTP/1.1\r\n",
          "GET /a HTTP/1.0\r\n",
          "Host: a\r\n",
          "Content-Length: 5\r\n",
          "content-length: 0\r\n",
          "Content-Length: +5\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: gzip, chunked\r\n",
          "Connection: close\r\n",
          "X: 1\r\n",
          " folded\r\n",
          "X : 1\r\n",
          "\r\n",
          "\r",
          "\n",
          "hello",
          "3\r\nxyz\r\n",
          "3;a=b\r\nxyz\r\n",
          "-1\r\n",
          "0\r\n",
          "T: 1\r\n",
          "\u0000",
          "\t",
          "\u00ff",
          ":",
          "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
          "POST /d HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n",
          "GET /e HTTP/1.1\r\nHost: a\r\n\r\n",
          "3\r\nxyz\r\n0\r\n\r\n");

  /** A chunk, and what is in it; the last one has nothing. */
  private static final Pattern CHUNK = Pattern.compile("([0-9a-f]+)\r\n");

  private static final Pattern LENGTH =
      Pattern.compile("\\r\\ncontent-length:[ \\t]*([0-9]+)", Pattern.CASE_INSENSITIVE);

  private static final Pattern CODING =
      Pattern.compile("\\r\\ntransfer-encoding:[ \\t]*chunked", Pattern.CASE_INSENSITIVE);

  /** What was handed on, without its chunks' frames, and whether the rest was refused. */
  private record Reading(String bytes, boolean refused) {}

  @Provide
  Arbitrary<String> streams() {
    Arbitrary<String> made =
        Arbitraries.of(PIECES).list().ofMaxSize(10).map(pieces -> String.join("", pieces));
    Arbitrary<String> spoilt =
        Combinators.combine(made, Arbitraries.chars().range('\0', '\u00ff'), Arbitraries.integers())
            .as(RequestFramingPropertiesTest::spoil);
    return Arbitraries.oneOf(made, spoilt);
  }

  private static String spoil(String stream, char octet, int where) {
    int at = Math.floorMod(where, stream.length() + 1);
    return stream.substring(0, at) + octet + stream.substring(Math.min(at + 1, stream.length()));
  }

  /** Gives it the stream in pieces of these lengths, and the rest at the end. */
  private static Reading read(String stream, List<Integer> lengths) {
    RequestFraming framing = new RequestFraming(4096, 16_384, bytes -> false);
    StringBuilder handedOn = new StringBuilder();
    int from = 0;
    try {
      for (int length : lengths) {
        int to = Math.min(stream.length(), from + length);
        give(framing, stream.substring(from, to), handedOn);
        from = to;
      }
      give(framing, stream.substring(from), handedOn);
      return new Reading(unchunked(handedOn.toString()), false);
    } catch (RequestException e) {
      return new Reading(unchunked(handedOn.toString()), true);
    }
  }

  private static void give(RequestFraming framing, String piece, StringBuilder handedOn) {
    if (!piece.isEmpty()) {
      framing.add(piece.getBytes(StandardCharsets.ISO_8859_1));
    }
    for (byte[] next = framing.next(); next != null; next = framing.next()) {
      handedOn.append(new String(next, StandardCharsets.ISO_8859_1));
    }
  }

  /** Chunks may be cut anywhere: takes their frames off, wherever a head says that they follow. */
  private static String unchunked(String handedOn) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < handedOn.length()) {
      int end = handedOn.indexOf("\r\n\r\n", at) + 4;
      String head = handedOn.substring(at, end);
      text.append(head);
      at = end;
      Matcher length = LENGTH.matcher(head);
      if (CODING.matcher(head).find()) {
        at = chunks(handedOn, at, text);
      } else if (length.find()) {
        int to = (int) Math.min(at + Long.parseLong(length.group(1)), handedOn.length());
        text.append(handedOn, at, to);
        at = to;
      }
    }
    return text.toString();
  }

  private static int chunks(String handedOn, int from, StringBuilder text) {
    int at = from;
    Matcher size = CHUNK.matcher(handedOn);
    while (at < handedOn.length() && size.find(at)) {
      assertThat(size.start(), is(at));
      int length = Integer.parseInt(size.group(1), 16);
      at = size.end() + length + 2;
      assertThat(handedOn.substring(at - 2, at), is("\r\n"));
      if (length == 0) {
        text.append("[end]");
        break;
      }
      text.append(handedOn, size.end(), at - 2);
    }
    return at;
  }

  @Property(tries = 1_500)
  void theReadingIsTheSameWhereverTheStreamIsCut(
      @ForAll("streams") String stream,
      @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 40) Integer> lengths) {
    assertThat(read(stream, lengths), is(read(stream, List.of())));
  }
}
