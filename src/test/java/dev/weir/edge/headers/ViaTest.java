package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViaTest {

  private final Via via = new Via("weir-1");
  private final WritableHeaders<?> headers = WritableHeaders.create();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1 weir-1",
        "1.0 a, 1.1 weir-1",
        "1.1 weir-1 (comment)",
        "HTTP/2.0 weir-1, 1.1 b"
      })
  void knowsItsOwnMark(String value) {
    headers.set(HeaderNames.VIA, "1.1 other", value);
    assertThat(via.isOn(headers), is(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.1 weir", "1.1 weir-12", "1.1 my-weir-1", "1.1 weir-1.example"})
  void doesNotTakeAnotherForItsOwn(String value) {
    headers.set(HeaderNames.VIA, value);
    assertThat(via.isOn(headers), is(false));
  }

  @Test
  void aRequestWithoutAnyHasNotBeenHere() {
    assertThat(via.isOn(headers), is(false));
  }

  @Test
  void leavesItsMarkWithTheVersionThatCame() {
    assertThat(via.onRequest("1.1").value(), is("1.1 weir-1"));
    assertThat(via.onRequest("2.0").value(), is("2.0 weir-1"));
  }

  @Test
  void aMarkWithoutANameGetsARandomOne() {
    assertThat(Via.ofItsOwn().onRequest("1.1").value(), matchesPattern("1.1 weir-[0-9a-f]{8}"));
  }
}
