package dev.weir.edge.headers;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A field in which a client says how long it will wait: a number without a sign, and a unit. */
public enum TimeoutField {

  /** Seconds, {@code 2}, {@code 2s} or {@code 0.25}, or {@code 250ms}. */
  X_REQUEST_TIMEOUT("X-Request-Timeout", "(\\d{1,9}(?:\\.\\d{1,9})?)(s|ms|)", TimeUnit.SECONDS) {
    @Override
    String write(long millis, String like) {
      if (like.endsWith("ms")) {
        return millis + "ms";
      }
      return BigDecimal.valueOf(millis, 3).toPlainString() + (like.endsWith("s") ? "s" : "");
    }
  },

  /** Milliseconds, as Envoy sends them to upstreams; 0 stands for no limit. */
  ENVOY("x-envoy-expected-rq-timeout-ms", "((?!0\\z)\\d{1,9})()", TimeUnit.MILLISECONDS) {
    @Override
    String write(long millis, String like) {
      return String.valueOf(millis);
    }
  },

  /** At most eight digits and one of {@code H M S m u n}, as in gRPC over HTTP/2. */
  GRPC("grpc-timeout", "(\\d{1,8})([HMSmun])", TimeUnit.SECONDS) {
    @Override
    String write(long millis, String like) {
      return millis <= MOST_GRPC ? millis + "m" : Math.min(millis / 1000, MOST_GRPC) + "S";
    }
  };

  private static final long MOST_GRPC = 99_999_999;

  /** About thirty years: what is longer is no limit, and must not run over the clock's end. */
  private static final BigDecimal LONGEST_NANOS = BigDecimal.valueOf(TimeUnit.DAYS.toNanos(10_000));

  @SuppressWarnings("ImmutableEnumChecker") // A name never changes.
  private final HeaderName fieldName;

  @SuppressWarnings("ImmutableEnumChecker") // Neither does a pattern.
  private final Pattern form;

  private final TimeUnit usual;

  /**
   * Makes a field.
   *
   * @param form the number, and the letters of its unit
   * @param usual the unit of a number without letters
   */
  TimeoutField(String name, String form, TimeUnit usual) {
    this.fieldName = HeaderNames.create(name);
    this.form = Pattern.compile(form);
    this.usual = usual;
  }

  /** Returns the name of the field. */
  public HeaderName fieldName() {
    return fieldName;
  }

  /** Returns the nanoseconds that a text stands for; empty if it can't be read or sets no limit. */
  OptionalLong read(String text) {
    Matcher parts = form.matcher(text);
    if (!parts.matches()) {
      return OptionalLong.empty();
    }
    long unitNanos = unit(parts.group(2)).toNanos(1);
    BigDecimal nanos = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unitNanos));
    return OptionalLong.of(nanos.min(LONGEST_NANOS).longValue());
  }

  private TimeUnit unit(String letters) {
    return switch (letters) {
      case "H" -> TimeUnit.HOURS;
      case "M" -> TimeUnit.MINUTES;
      case "ms", "m" -> TimeUnit.MILLISECONDS;
      case "u" -> TimeUnit.MICROSECONDS;
      case "n" -> TimeUnit.NANOSECONDS;
      default -> usual;
    };
  }

  /** Returns so many milliseconds in the unit, as far as it can be, in which another text is. */
  abstract String write(long millis, String like);
}
