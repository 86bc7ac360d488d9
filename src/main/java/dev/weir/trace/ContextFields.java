package dev.weir.trace;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields by which a trace comes and goes on, as the propagators have them. */
final class ContextFields implements TextMapGetter<Headers>, TextMapSetter<List<Field>> {

  /** Weir adds nothing to it, so it goes on as any other field does. */
  private static final String BAGGAGE = "baggage";

  private final TextMapPropagator propagator;
  private final Map<String, HeaderName> names = new HashMap<>();
  private final HeaderName[] replaced;

  ContextFields(TextMapPropagator propagator) {
    this.propagator = propagator;
    propagator.fields().forEach(name -> names.put(name, HeaderNames.create(name)));
    this.replaced =
        names.values().stream()
            .filter(name -> !name.lowerCase().equals(BAGGAGE))
            .toArray(HeaderName[]::new);
  }

  /** Returns the context in which a request came: without a span if it has none, or a bad one. */
  Context extract(Headers headers) {
    return propagator.extract(Context.root(), headers, this);
  }

  /** Adds the fields of a context for the backend. */
  void inject(Context context, List<Field> fields) {
    propagator.inject(context, fields, this);
  }

  /** Returns whether a field is one of those that are added. */
  boolean replace(HeaderName name) {
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
