package dev.weir.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.admission.Outcome;
import dev.weir.http.fields.RequestIds;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AccessLogTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static String line(String path, String caller, String id) {
    RequestIds ids = new RequestIds(id, "00-" + TRACE + "-b7ad6b7169203331-01", false);
    return new AccessLog.Entry(
            "GET", path, 200, Outcome.SERVED, 1_260_000, OptionalLong.empty(), caller, ids)
        .line();
  }

  @Test
  void aLineNamesTheCallerAndTheIds() {
    assertThat(
        line("/a", "10.0.0.1", "mine"),
        is(
            "method=GET path=/a status=200 outcome=served waitedMs=1.3 backendMs=-"
                + " caller=10.0.0.1 requestId=mine traceId="
                + TRACE));
  }

  @Test
  void noValueCanBeTakenForTwo() {
    String line = line("/a\r\nb c\t\u00e4\u007f", "x y", "1\n2");
    assertThat(line.contains("path=/a??b?c??? status"), is(true));
    assertThat(line.contains("caller=x?y requestId=1?2 "), is(true));
  }
}
