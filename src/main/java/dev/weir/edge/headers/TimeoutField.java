package dev.weir.edge.headers;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A field in which a client says how long it will wait. */
public enum TimeoutField {

  /** Seconds, {@code 2}, {@code 2s} or {@code 0.25}, or {@code 250ms}. */
  X_REQUEST_TIMEOUT("X-Request-Timeout") {
    @Override
    OptionalLong read(String text) {
      if (text.endsWith("ms")) {
        return DecimalSeconds.nanos(text.substring(0, text.length() - 2), TimeUnit.MILLISECONDS);
      }
      boolean unit = text.endsWith("s");
      return DecimalSeconds.nanos(
          unit ? text.substring(0, text.length() - 1) : text, TimeUnit.SECONDS);
    }

    @Override
    String write(long millis, String like) {
      if (like.endsWith("ms")) {
        return millis + "ms";
      }
      return DecimalSeconds.thousandths(millis) + (like.endsWith("s") ? "s" : "");
    }
  },

  /** Milliseconds, as Envoy sends them to upstreams; 0 stands for no limit. */
  ENVOY("x-envoy-expected-rq-timeout-ms") {
    @Override
    OptionalLong read(String text) {
      return text.equals("0") || text.indexOf('.') >= 0
          ? OptionalLong.empty()
          : DecimalSeconds.nanos(text, TimeUnit.MILLISECONDS);
    }

    @Override
    String write(long millis, String like) {
      return String.valueOf(millis);
    }
  },

  /** At most eight digits and one of {@code H M S m u n}, as in gRPC over HTTP/2. */
  GRPC("grpc-timeout") {
    @Override
    OptionalLong read(String text) {
      int digits = text.length() - 1;
      if (digits < 1 || digits > GRPC_DIGITS || text.indexOf('.') >= 0) {
        return OptionalLong.empty();
      }
      String number = text.substring(0, digits);
      return switch (text.charAt(digits)) {
        case 'H' -> DecimalSeconds.nanos(number, TimeUnit.HOURS);
        case 'M' -> DecimalSeconds.nanos(number, TimeUnit.MINUTES);
        case 'S' -> DecimalSeconds.nanos(number, TimeUnit.SECONDS);
        case 'm' -> DecimalSeconds.nanos(number, TimeUnit.MILLISECONDS);
        case 'u' -> DecimalSeconds.nanos(number, TimeUnit.MICROSECONDS);
        case 'n' -> DecimalSeconds.nanos(number, TimeUnit.NANOSECONDS);
        default -> OptionalLong.empty();
      };
    }

    @Override
    String write(long millis, String like) {
      return millis <= MOST_GRPC ? millis + "m" : Math.min(millis / 1000, MOST_GRPC) + "S";
    }
  };

  private static final int GRPC_DIGITS = 8;
  private static final long MOST_GRPC = 99_999_999;

  @SuppressWarnings("ImmutableEnumChecker") // A name never changes.
  private final HeaderName fieldName;

  TimeoutField(String name) {
    this.fieldName = HeaderNames.create(name);
  }

  /** Returns the name of the field. */
  public HeaderName fieldName() {
    return fieldName;
  }

  /** Returns the nanoseconds that a text stands for; empty if it can't be read or sets no limit. */
  abstract OptionalLong read(String text);

  /** Returns so many milliseconds in the unit, as far as it can be, in which another text is. */
  abstract String write(long millis, String like);
}
