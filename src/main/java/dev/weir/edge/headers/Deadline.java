package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import io.helidon.http.Headers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * When a request is late: the soonest moment that a {@link TimeoutField} of it says, or the timeout
 * of its route. The fields are hints; one that can't be read is passed on and otherwise ignored.
 *
 * @param nanos the moment on the gate's clock; empty for none
 * @param source who set it
 */
public record Deadline(OptionalLong nanos, Source source) {

  /** Who sets a deadline. */
  public enum Source {
    /** The client of the request, or what it is itself a client of. */
    REQUEST,
    /** The operator of this Weir. */
    ROUTE
  }

  private static final Deadline NONE = new Deadline(OptionalLong.empty(), Source.REQUEST);
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
    return shortest == Long.MAX_VALUE
        ? NONE
        : new Deadline(OptionalLong.of(nowNanos + shortest), Source.REQUEST);
  }

  /** Returns the deadline if the route of the request allows it so long from this moment on. */
  public Deadline within(Duration timeout, long nowNanos) {
    long routeNanos = nowNanos + timeout.toNanos();
    return nanos.isPresent() && nanos.getAsLong() - routeNanos <= 0
        ? this
        : new Deadline(OptionalLong.of(routeNanos), Source.ROUTE);
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
