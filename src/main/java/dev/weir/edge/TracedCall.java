package dev.weir.edge;

import dev.weir.backend.RetryReason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a trace records of the call of a backend; moments are on the gate's clock.
 *
 * @param startNanos when the backend was called
 * @param respondedNanos when it began to respond, or failed to
 * @param status the status of its response; empty if there was none in time
 * @param upstream the upstream that was called last; empty if the backend has none
 * @param retries why it was called again, each time, and when
 */
public record TracedCall(
    long startNanos,
    long respondedNanos,
    OptionalInt status,
    Optional<String> upstream,
    List<Retry> retries) {

  /** One more attempt, and the moment of it. */
  public record Retry(RetryReason reason, long atNanos) {}
}
