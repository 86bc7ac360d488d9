package dev.weir.edge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;

import dev.weir.edge.headers.RequestIds;
import dev.weir.gate.Arrival.Priority;
import dev.weir.log.LogFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AccessLogTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static AccessEntry entry(String path, String caller, String id) {
    return new AccessEntry(
        new AccessEntry.Head("GET", path, "http", "HTTP/1.1", Priority.NORMAL, caller),
        new AccessEntry.Result(429, Outcome.SHED, Optional.of("room_full"), Optional.empty()),
        new AccessEntry.Times(2_000_000, 1_260_000, OptionalLong.empty()),
        new AccessEntry.Sizes(5, 261),
        new RequestIds(id, "00-" + TRACE + "-b7ad6b7169203331-01", false));
  }

  private static String line(LogFormat format, AccessEntry entry) {
    List<String> lines = new ArrayList<>();
    AccessLog.of(format, lines::add).write(() -> entry);
    return lines.getFirst();
  }

  @Test
  void aLineOfTextHasEveryField() {
    assertThat(
        line(LogFormat.TEXT, entry("/a", "10.0.0.1", "mine")),
        matchesPattern(
            "time=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z method=GET path=/a status=429"
                + " outcome=shed reason=room_full totalMs=2.0 waitedMs=1.3 backendMs=-"
                + " requestBytes=5 responseBytes=261 upstream=- scheme=http protocol=HTTP/1.1"
                + " priority=normal caller=10.0.0.1 requestId=mine traceId="
                + TRACE));
  }

  @Test
  void aLineOfJsonHasNoFieldWithoutAValue() {
    assertThat(
        line(LogFormat.JSON, entry("/a", "10.0.0.1", "mine")),
        matchesPattern(
            "\\{\"time\":\"[^\"]+Z\",\"method\":\"GET\",\"path\":\"/a\",\"status\":429,"
                + "\"outcome\":\"shed\",\"reason\":\"room_full\",\"totalMs\":2.0,\"waitedMs\":1.3,"
                + "\"requestBytes\":5,\"responseBytes\":261,\"scheme\":\"http\","
                + "\"protocol\":\"HTTP/1.1\",\"priority\":\"normal\",\"caller\":\"10.0.0.1\","
                + "\"requestId\":\"mine\",\"traceId\":\""
                + TRACE
                + "\"}"));
  }

  @Test
  void noValueCanBeTakenForTwo() {
    String line = line(LogFormat.TEXT, entry("/a\r\nb c\t\u00e4\u007f", "x y", "1\n2"));
    assertThat(line, containsString(" path=/a\\r\\nb\\u0020c\\t\\u00e4\\u007f status"));
    assertThat(line, containsString(" caller=x\\u0020y requestId=1\\n2 "));
  }
}
