package dev.weir.trace;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import io.helidon.http.Headers;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/** The fields by which a trace comes with a request, and goes on to the backend. */
interface TraceFields {

  /** Returns the span of the client: not valid if the request came with none, or a bad one. */
  SpanContext extract(Headers headers);

  /** Adds the fields by which the backend knows a call of it. */
  void inject(TraceStart start, String callSpan, List<Field> fields);

  /** Returns whether a field is one of those that are added. */
  boolean replace(HeaderName name);
}
