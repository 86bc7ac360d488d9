package dev.weir.edge;

import dev.weir.log.LogLine;
import dev.weir.problem.Rejected;

/**
 * One request that never came to the gate, as the access log has it.
 *
 * @param request what is known of it
 */
record RejectedEntry(Rejected request) implements AccessLog.Entry {

  @Override
  public void addTo(LogLine line) {
    line.text("method", request.method())
        .text("path", request.path())
        .number("status", request.reason().code())
        .text("outcome", Outcome.REJECTED.label())
        .text("reason", request.reason().label())
        .text("caller", request.client());
  }
}
