package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.helidon.http.HeaderNames;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopByHopFieldsTest {

  private static boolean keeps(String name, String... connection) {
    return HopByHopFields.of(List.of(connection)).keeps(HeaderNames.create(name));
  }

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
    assertThat(keeps(name), is(false));
    assertThat(keeps(name, "close, x-one"), is(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-One", "x-two", "COOKIE"})
  void fieldsThatConnectionNamesDoNotGoOn(String name) {
    assertThat(keeps(name, "close, X-ONE", " x-two ,,Cookie"), is(false));
    assertThat(keeps(name, "Keep-Alive", "Close"), is(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "Content-Length",
        "Content-Encoding",
        "Via",
        "X-Real-IP",
        "X-Forwarded-For",
        "X-Forwarded-Prefix"
      })
  void whatFramesAMessageOrTellsItsWayCantBeTakenAway(String name) {
    assertThat(keeps(name, name), is(true));
    assertThat(keeps(name, "close, x-one, " + name), is(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Set-Cookie", "X-Any", "close", "Accept"})
  void allOthersGoOn(String name) {
    assertThat(keeps(name), is(true));
    assertThat(keeps(name, "close"), is(true));
  }
}
