package dev.weir.trace;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a trace as the propagators of the SDK have them. */
final class PropagatedFields
    implements TraceFields, TextMapGetter<Headers>, TextMapSetter<List<Field>> {

  private final TextMapPropagator propagator;
  private final Map<String, HeaderName> names = new HashMap<>();
  private final HeaderName[] replaced;

  PropagatedFields(TextMapPropagator propagator) {
    this.propagator = propagator;
    propagator.fields().forEach(name -> names.put(name, HeaderNames.create(name)));
    this.replaced = names.values().toArray(HeaderName[]::new);
  }

  @Override
  public SpanContext extract(Headers headers) {
    Context came = propagator.extract(Context.root(), headers, this);
    return Span.fromContext(came).getSpanContext();
  }

  @Override
  public void inject(TraceStart start, String callSpan, List<Field> fields) {
    Context call = Context.root().with(Span.wrap(start.call(callSpan)));
    propagator.inject(call, fields, this);
  }

  @Override
  public boolean replace(HeaderName name) {
    for (HeaderName each : replaced) {
      if (each.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Two values of what may have one only make none that is valid. */
  @Override
  public @Nullable String get(@Nullable Headers headers, String key) {
    HeaderName known = names.get(key);
    HeaderName name = known == null ? HeaderNames.create(key) : known;
    if (headers == null || !headers.contains(name)) {
      return null;
    }
    return String.join(",", headers.get(name).allValues());
  }

  @Override
  public void set(@Nullable List<Field> fields, String key, String value) {
    if (fields != null) {
      fields.add(new Field(key, value));
    }
  }
}
