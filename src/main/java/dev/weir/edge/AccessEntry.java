package dev.weir.edge;

import dev.weir.edge.headers.RequestIds;
import dev.weir.gate.Arrival.Priority;
import dev.weir.log.LogLine;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One request that came to the gate and is over, as the access log has it.
 *
 * @param head what was asked for, and by whom
 * @param result what came of it
 * @param times how long it took
 * @param sizes how much was sent
 * @param ids the names by which others know it
 */
record AccessEntry(Head head, Result result, Times times, Sizes sizes, RequestIds ids)
    implements AccessLog.Entry {

  /**
   * What was asked for, and by whom.
   *
   * @param method its method
   * @param path its raw path, without the query
   * @param scheme http, or https for TLS
   * @param protocol such as HTTP/1.1
   * @param priority the class that it was in at the gate
   * @param caller its client's address
   */
  record Head(
      String method,
      String path,
      String scheme,
      String protocol,
      Priority priority,
      String caller) {}

  /**
   * What came of it.
   *
   * @param status the status of its response, or the one it would have had
   * @param outcome how it ended
   * @param reason why it was refused, in one word; empty if it was not
   * @param upstream the address that was called; empty if none was, or the backend has but one
   */
  record Result(int status, Outcome outcome, Optional<String> reason, Optional<String> upstream) {}

  /**
   * How long it took.
   *
   * @param totalNanos from its head to the last byte of its response
   * @param waitedNanos in the waiting room
   * @param backendNanos until the backend began to respond; empty if it was not called
   */
  record Times(long totalNanos, long waitedNanos, OptionalLong backendNanos) {}

  /**
   * How much was sent, without the heads.
   *
   * @param requestBytes what was read of the body of the request
   * @param responseBytes what was written of the body of the response
   */
  record Sizes(long requestBytes, long responseBytes) {}

  @Override
  public void addTo(LogLine line) {
    line.text("method", head.method)
        .text("path", head.path)
        .number("status", result.status)
        .text("outcome", result.outcome.label())
        .text("reason", result.reason)
        .millis("totalMs", times.totalNanos)
        .millis("waitedMs", times.waitedNanos)
        .millis("backendMs", times.backendNanos)
        .number("requestBytes", sizes.requestBytes)
        .number("responseBytes", sizes.responseBytes)
        .text("upstream", result.upstream)
        .text("scheme", head.scheme)
        .text("protocol", head.protocol)
        .text("priority", head.priority.name().toLowerCase(Locale.ROOT))
        .text("caller", head.caller)
        .text("requestId", ids.requestId())
        .text("traceId", ids.traceId());
  }
}
