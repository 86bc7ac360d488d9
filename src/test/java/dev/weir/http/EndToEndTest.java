package dev.weir.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.weir.backend.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndToEndTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "Keep-Alive",
        "Proxy-Connection",
        "Proxy-Authenticate",
        "Proxy-Authorization",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "Expect",
        "transfer-encoding"
      })
  void fieldsForTheNextHopDoNotGoOn(String name) {
    assertThat(EndToEnd.of(List.of(new Field(name, "x"))), is(List.of()));
  }

  @Test
  void fieldsThatConnectionNamesDoNotGoOn() {
    Field kept = new Field("X-Kept", "1");
    List<Field> fields =
        List.of(
            new Field("X-One", "1"),
            kept,
            new Field("Connection", "close, x-one"),
            new Field("connection", "X-Two"),
            new Field("x-two", "2"));
    assertThat(EndToEnd.of(fields), contains(kept));
  }

  @Test
  void allOthersGoOnInTheirOrder() {
    List<Field> fields =
        List.of(
            new Field("Host", "a"),
            new Field("Set-Cookie", "1"),
            new Field("Content-Encoding", "gzip"),
            new Field("Set-Cookie", "2"));
    assertThat(EndToEnd.of(fields), is(fields));
  }
}
