package dev.weir.trace;

import dev.weir.backend.Field;
import dev.weir.edge.headers.TraceParent;
import io.helidon.http.HeaderName;
import io.helidon.http.Headers;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.List;
import java.util.Set;

/**
 * The fields of W3C Trace Context, which most traces have and nearly none is recorded: so they are
 * read and written here, with no more objects than what goes out. What vendors add to a trace is
 * left to the propagator.
 *
 * @param whole the same fields as the propagator has them
 */
record W3cFields(TraceFields whole) implements TraceFields {

  private static final Set<String> NAMES =
      Set.of(TraceParent.NAME.lowerCase(), TraceParent.STATE.lowerCase());

  /** Returns the fields of a propagator: these, if it has no other. */
  static TraceFields or(TextMapPropagator propagator) {
    TraceFields whole = new PropagatedFields(propagator);
    return Set.copyOf(propagator.fields()).equals(NAMES) ? new W3cFields(whole) : whole;
  }

  @Override
  public SpanContext extract(Headers headers) {
    if (headers.contains(TraceParent.STATE)) {
      return whole.extract(headers);
    }
    return TraceParent.sentIn(headers).map(W3cFields::client).orElse(SpanContext.getInvalid());
  }

  private static SpanContext client(TraceParent sent) {
    return SpanContext.createFromRemoteParent(
        sent.traceId(),
        sent.parentId(),
        TraceFlags.fromHex(sent.flags(), 0),
        TraceState.getDefault());
  }

  @Override
  public void inject(TraceStart start, String callSpan, List<Field> fields) {
    if (start.state().isEmpty()) {
      fields.add(TraceParent.field(start.trace(), callSpan, start.flags().asHex()));
    } else {
      whole.inject(start, callSpan, fields);
    }
  }

  @Override
  public boolean replace(HeaderName name) {
    return name.equals(TraceParent.NAME) || name.equals(TraceParent.STATE);
  }
}
