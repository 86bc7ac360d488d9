package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.helidon.http.WritableHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final WritableHeaders<?> headers = WritableHeaders.create();

  private String id() {
    return RequestId.of(headers).value();
  }

  @Test
  void aRequestWithoutAnIdGetsItsOwn() {
    assertThat(id(), matchesPattern("[0-9a-f]{32}"));
    assertThat(id(), is(not(id())));
  }

  @Test
  void aRequestWithoutAnIdThatBeginsATraceHasTheSameIdAsTheTrace() {
    assertThat(RequestId.of(headers, TRACE).value(), is(TRACE));
    headers.set(RequestId.NAME, "mine");
    assertThat(RequestId.of(headers, TRACE).value(), is("mine"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "a=b;c!~", "00000000-0000-0000-0000-000000000000"})
  void aSoundIdIsKept(String id) {
    headers.set(RequestId.NAME, id);
    assertThat(id(), is(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb", "\u00e4", "\u007f"})
  void anUnsoundIdIsReplaced(String id) {
    headers.set(RequestId.NAME, id);
    assertThat(id(), matchesPattern("[0-9a-f]{32}"));
  }

  @Test
  void anIdMayHave128CharactersAndNoMore() {
    headers.set(RequestId.NAME, "x".repeat(128));
    assertThat(id(), is("x".repeat(128)));
    headers.set(RequestId.NAME, "x".repeat(129));
    assertThat(id(), matchesPattern("[0-9a-f]{32}"));
  }

  @Test
  void twoIdsAreNone() {
    headers.set(RequestId.NAME, "a", "b");
    assertThat(id(), matchesPattern("[0-9a-f]{32}"));
  }
}
