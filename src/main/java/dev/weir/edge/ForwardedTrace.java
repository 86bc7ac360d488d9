package dev.weir.edge;

import dev.weir.backend.Field;
import dev.weir.edge.headers.TraceParent;
import io.helidon.http.HeaderName;
import java.util.List;

/**
 * A trace that is not recorded: it goes on to the byte as it came; only what is missing or invalid
 * is replaced.
 */
record ForwardedTrace(TraceParent parent) implements RequestTrace {

  @Override
  public String traceId() {
    return parent.traceId();
  }

  @Override
  public boolean begun() {
    return parent.begun();
  }

  @Override
  public boolean replaces(HeaderName name) {
    return name.equals(TraceParent.NAME) || (name.equals(TraceParent.STATE) && parent.begun());
  }

  @Override
  public void addTo(List<Field> fields) {
    fields.add(parent.field());
  }
}
