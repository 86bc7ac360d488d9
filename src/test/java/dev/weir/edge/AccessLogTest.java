package dev.weir.edge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;

import dev.weir.gate.Admission.Shed;
import dev.weir.gate.ShedReason;
import dev.weir.log.LogFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessLogTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  /** Returns the line of a request that waited for 1.26 of its 2 milliseconds, and was shed. */
  private static String line(LogFormat format) throws Exception {
    Shed shed = new Shed(ShedReason.ROOM_FULL, 1_260_000, Duration.ZERO);
    try (EdgeFixture edge = new EdgeFixture(format)) {
      edge.decision =
          arrival -> {
            edge.nanoTime.addAndGet(2_000_000);
            return shed;
          };
      edge.server.send(
          edge.server
              .request("/a?b")
              .header("X-Request-Id", "mine")
              .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));
      return edge.lines.take();
    }
  }

  @Test
  void aLineOfTextHasEveryField() throws Exception {
    assertThat(
        line(LogFormat.TEXT),
        matchesPattern(
            "time=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z method=GET path=/a status=429"
                + " outcome=shed reason=room_full gate=default route=default totalMs=2.0 waitedMs=1.3"
                + " backendMs=- requestBytes=0 responseBytes=\\d{3} upstream=- scheme=http protocol=HTTP/1.1"
                + " priority=normal caller=127.0.0.1 requestId=mine traceId="
                + TRACE));
  }

  @Test
  void aLineOfJsonHasNoFieldWithoutAValue() throws Exception {
    assertThat(
        line(LogFormat.JSON),
        matchesPattern(
            "\\{\"time\":\"[^\"]+Z\",\"method\":\"GET\",\"path\":\"/a\",\"status\":429,"
                + "\"outcome\":\"shed\",\"reason\":\"room_full\",\"gate\":\"default\","
                + "\"route\":\"default\",\"totalMs\":2.0,\"waitedMs\":1.3,"
                + "\"requestBytes\":0,\"responseBytes\":\\d{3},\"scheme\":\"http\","
                + "\"protocol\":\"HTTP/1.1\",\"priority\":\"normal\",\"caller\":\"127.0.0.1\","
                + "\"requestId\":\"mine\",\"traceId\":\""
                + TRACE
                + "\"}"));
  }

  @Test
  void noValueCanBeTakenForTwo() {
    List<String> lines = new ArrayList<>();
    AccessLog.of(LogFormat.TEXT, lines::add)
        .write(
            line ->
                line.text("path", "/a\r\nb c\t\u00e4\u007f")
                    .number("status", 200)
                    .text("caller", "x y")
                    .text("requestId", "1\n2")
                    .text("traceId", TRACE));
    assertThat(lines.getFirst(), containsString(" path=/a\\r\\nb\\u0020c\\t\\u00e4\\u007f status"));
    assertThat(lines.getFirst(), containsString(" caller=x\\u0020y requestId=1\\n2 "));
  }
}
