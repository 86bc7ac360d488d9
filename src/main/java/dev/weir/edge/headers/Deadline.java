package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import io.helidon.http.Headers;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * When the client of a request stops waiting: the soonest moment that a {@link TimeoutField} of it
 * says. These are hints; one that can't be read is passed on and otherwise ignored.
 *
 * @param nanos the moment on the gate's clock; empty for none
 */
public record Deadline(OptionalLong nanos) {

  private static final Deadline NONE = new Deadline(OptionalLong.empty());
  private static final TimeoutField[] FIELDS = TimeoutField.values();

  /** Returns the deadline of a request which came at this moment. */
  public static Deadline of(Headers headers, long nowNanos) {
    long shortest = Long.MAX_VALUE;
    for (TimeoutField field : FIELDS) {
      if (headers.contains(field.fieldName())) {
        String text = headers.get(field.fieldName()).get();
        shortest = Math.min(shortest, field.read(text).orElse(Long.MAX_VALUE));
      }
    }
    return shortest == Long.MAX_VALUE ? NONE : new Deadline(OptionalLong.of(nowNanos + shortest));
  }

  /** Returns whether a field is one of those that {@link #addTo} adds. */
  public static boolean isIn(HeaderName name) {
    for (TimeoutField field : FIELDS) {
      if (field.fieldName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the deadline has passed at this moment. */
  public boolean hasPassed(long nowNanos) {
    return nanos.isPresent() && nanos.getAsLong() - nowNanos <= 0;
  }

  /** Adds each field that the request has, with the time that is left now, at least 1 ms. */
  public void addTo(List<Field> fields, Headers headers, long nowNanos) {
    for (TimeoutField field : FIELDS) {
      if (headers.contains(field.fieldName())) {
        String text = headers.get(field.fieldName()).get();
        String left = field.read(text).isPresent() ? field.write(leftMillis(nowNanos), text) : text;
        fields.add(new Field(field.fieldName().defaultCase(), left));
      }
    }
  }

  private long leftMillis(long nowNanos) {
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos.orElse(nowNanos) - nowNanos));
  }
}
