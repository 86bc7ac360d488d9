package dev.weir.edge.headers;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.concurrent.TimeUnit;

/**
 * Tells the client where the time went, in milliseconds (W3C Server Timing): {@code queue} is the
 * waiting room, {@code backend} the time until the backend began to respond.
 */
public final class ServerTiming {

  private static final HeaderName NAME = HeaderNames.create("Server-Timing");
  private static final long TENTH_NANOS = TimeUnit.MILLISECONDS.toNanos(1) / 10;

  private ServerTiming() {}

  /** Returns the field for a response of the backend. */
  public static Header of(long queueNanos, long backendNanos) {
    StringBuilder text = new StringBuilder(40);
    append(text.append("queue;dur="), queueNanos);
    append(text.append(", backend;dur="), backendNanos);
    return HeaderValues.create(NAME, text.toString());
  }

  private static void append(StringBuilder text, long nanos) {
    long tenths = nanos / TENTH_NANOS;
    text.append(tenths / 10).append('.').append(tenths % 10);
  }
}
