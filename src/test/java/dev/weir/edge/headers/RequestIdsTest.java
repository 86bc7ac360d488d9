package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.helidon.http.WritableHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final WritableHeaders<?> headers = WritableHeaders.create();

  private RequestIds ids() {
    return RequestIds.of(headers);
  }

  @Test
  void aRequestWithoutIdsGetsItsOwn() {
    RequestIds ids = ids();
    assertThat(ids.requestId(), matchesPattern("[0-9a-f]{32}"));
    assertThat(ids.traceparent(), matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-00"));
    assertThat(ids.traceId(), is(ids.requestId()));
    assertThat(ids.begun(), is(true));
    assertThat(ids().requestId(), is(not(ids.requestId())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "a=b;c!~", "00000000-0000-0000-0000-000000000000"})
  void aSoundIdIsKept(String id) {
    headers.set(RequestIds.REQUEST_ID, id);
    assertThat(ids().requestId(), is(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb", "\u00e4", "\u007f"})
  void anUnsoundIdIsReplaced(String id) {
    headers.set(RequestIds.REQUEST_ID, id);
    assertThat(ids().requestId(), matchesPattern("[0-9a-f]{32}"));
  }

  @Test
  void anIdMayHave128CharactersAndNoMore() {
    headers.set(RequestIds.REQUEST_ID, "x".repeat(128));
    assertThat(ids().requestId(), is("x".repeat(128)));
    headers.set(RequestIds.REQUEST_ID, "x".repeat(129));
    assertThat(ids().requestId(), matchesPattern("[0-9a-f]{32}"));
  }

  @Test
  void twoIdsAreNone() {
    headers.set(RequestIds.REQUEST_ID, "a", "b");
    assertThat(ids().requestId(), matchesPattern("[0-9a-f]{32}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-" + TRACE + "-b7ad6b7169203331-01",
        "00-" + TRACE + "-0000000000000001-ff",
        "cc-" + TRACE + "-b7ad6b7169203331-01",
        "cc-" + TRACE + "-b7ad6b7169203331-01-what-the-future-brings"
      })
  void aTraceThatIsUnderWayGoesOn(String traceparent) {
    headers.set(RequestIds.TRACEPARENT, traceparent);
    assertThat(ids().traceparent(), is(traceparent));
    assertThat(ids().traceId(), is(TRACE));
    assertThat(ids().begun(), is(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-" + TRACE + "-b7ad6b7169203331-0",
        "00-" + TRACE + "-b7ad6b7169203331-01-more",
        "cc-" + TRACE + "-b7ad6b7169203331-01more",
        "ff-" + TRACE + "-b7ad6b7169203331-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00_" + TRACE + "-b7ad6b7169203331-01",
        "00-" + TRACE + "_b7ad6b7169203331-01",
        "00-" + TRACE + "-b7ad6b7169203331_01",
        "00-" + TRACE + "-b7ad6b716920333g-01"
      })
  void anInvalidTraceIsBegunAnew(String traceparent) {
    headers.set(RequestIds.TRACEPARENT, traceparent);
    assertThat(ids().begun(), is(true));
    assertThat(ids().traceId(), is(not(TRACE)));
  }
}
