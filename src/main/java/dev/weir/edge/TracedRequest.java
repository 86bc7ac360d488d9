package dev.weir.edge;

import dev.weir.gate.Admission;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/**
 * What a trace records of a request that is over; moments are on the gate's clock.
 *
 * @param request the request as it came
 * @param client the address of the client
 * @param gate the name of the gate
 * @param route the name of the route
 * @param admission what the gate decided
 * @param outcome how the request ended
 * @param reason why it was refused, or failed, in one word; empty if it was not
 * @param status the status that the client got
 * @param startNanos when the request came
 * @param endNanos when its client had its response
 * @param call the call of the backend; empty if there was none
 */
public record TracedRequest(
    ServerRequest request,
    String client,
    String gate,
    String route,
    Admission admission,
    Outcome outcome,
    Optional<String> reason,
    int status,
    long startNanos,
    long endNanos,
    Optional<TracedCall> call) {}
