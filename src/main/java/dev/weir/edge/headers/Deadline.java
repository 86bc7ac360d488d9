package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import io.helidon.http.Headers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * When a request is late: the soonest moment that a {@link TimeoutField} of it says, or until its
 * response begins the timeout of its route. The fields are hints; one that can't be read is passed
 * on and otherwise ignored.
 *
 * @param nanos the moment on the gate's clock until which its response has to begin; empty for none
 * @param clientNanos the moment at which its client stops waiting; empty for none
 */
public record Deadline(OptionalLong nanos, OptionalLong clientNanos) {

  private static final Deadline NONE = new Deadline(OptionalLong.empty(), OptionalLong.empty());
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
    if (shortest == Long.MAX_VALUE) {
      return NONE;
    }
    OptionalLong nanos = OptionalLong.of(nowNanos + shortest);
    return new Deadline(nanos, nanos);
  }

  /** Returns the deadline if the route of the request allows it so long from this moment on. */
  public Deadline within(Duration timeout, long nowNanos) {
    long routeNanos = nowNanos + timeout.toNanos();
    return nanos.isPresent() && nanos.getAsLong() - routeNanos <= 0
        ? this
        : new Deadline(OptionalLong.of(routeNanos), clientNanos);
  }

  /** Returns whether the route of the request allows it less time than its client. */
  public boolean isOfRoute() {
    return !nanos.equals(clientNanos);
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

  /** Returns whether it is too late at this moment for a response to begin. */
  public boolean hasPassed(long nowNanos) {
    return hasPassed(nanos, nowNanos);
  }

  /** Returns whether the client has stopped waiting at this moment. */
  public boolean hasPassedForClient(long nowNanos) {
    return hasPassed(clientNanos, nowNanos);
  }

  private static boolean hasPassed(OptionalLong moment, long nowNanos) {
    return moment.isPresent() && moment.getAsLong() - nowNanos <= 0;
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
