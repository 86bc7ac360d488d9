package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.helidon.http.WritableHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final WritableHeaders<?> headers = WritableHeaders.create();

  private TraceParent parent() {
    return TraceParent.of(headers);
  }

  @Test
  void aRequestWithoutATraceBeginsOneThatIsNotSampled() {
    assertThat(parent().value(), matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-00"));
    assertThat(parent().begun(), is(true));
    assertThat(parent().traceId(), is(not(parent().traceId())));
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
    headers.set(TraceParent.NAME, traceparent);
    assertThat(parent().value(), is(traceparent));
    assertThat(parent().traceId(), is(TRACE));
    assertThat(parent().begun(), is(false));
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
    headers.set(TraceParent.NAME, traceparent);
    assertThat(parent().begun(), is(true));
    assertThat(parent().traceId(), is(not(TRACE)));
  }
}
