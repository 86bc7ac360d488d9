package dev.weir.wire.framing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Http1HeadersParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class Latin1DataReaderTest {

  private static Headers read(String head) {
    byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
    return Http1HeadersParser.readHeaders(new Latin1DataReader(() -> bytes), 1000, true);
  }

  @Test
  void everyByteOfAValueIsOneCharacter() {
    StringBuilder all = new StringBuilder("a");
    for (char c = 0x80; c <= 0xff; c++) {
      all.append(c);
    }
    Headers headers = read("X-A: " + all + "\r\nAccept: b\r\nx-a: \u00e4\r\n\r\n");
    assertThat(
        headers.all(HeaderNames.create("X-A"), List::of), contains(all.toString(), "\u00e4"));
    assertThat(headers.get(HeaderNames.ACCEPT).get(), is("b"));
  }
}
