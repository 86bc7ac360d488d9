package dev.weir.edge;

import dev.weir.edge.headers.TraceParent;
import io.helidon.webserver.http.ServerRequest;

/** Traces requests. Safe for use by any thread. */
public interface RequestTracer {

  /** Records nothing; a trace goes on as it came. */
  RequestTracer OFF = request -> new ForwardedTrace(TraceParent.of(request.headers()));

  /** Begins the trace of a request that has come, on the thread of the request. */
  RequestTrace begin(ServerRequest request);
}
