package dev.weir.http;

import dev.weir.admission.Arrival;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes arrivals of requests: the caller's address, the priority (see {@link PriorityFields}), and
 * the deadline ({@code X-Request-Timeout: 2} in seconds, or {@code 250ms}). These fields are hints:
 * one that can't be read says nothing.
 */
public final class Arrivals {

  private static final HeaderName TIMEOUT = HeaderNames.create("X-Request-Timeout");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s)?");

  private final PriorityFields priority;

  /** Reads the priority from the field of this name, and from {@code Priority}. */
  public Arrivals(String priorityHeader) {
    this.priority = new PriorityFields(priorityHeader);
  }

  /** Returns the arrival that a request makes at this moment on the gate's clock. */
  Arrival of(ServerRequest request, long nowNanos) {
    OptionalLong deadlineNanos =
        request
            .headers()
            .first(TIMEOUT)
            .flatMap(Arrivals::timeoutNanos)
            .map(timeoutNanos -> OptionalLong.of(nowNanos + timeoutNanos))
            .orElse(OptionalLong.empty());
    return new Arrival(priority.of(request.headers()), request.remotePeer().host(), deadlineNanos);
  }

  static Optional<Long> timeoutNanos(String text) {
    Matcher duration = DURATION.matcher(text.strip());
    if (!duration.matches()) {
      return Optional.empty();
    }
    TimeUnit unit = "ms".equals(duration.group(2)) ? TimeUnit.MILLISECONDS : TimeUnit.SECONDS;
    return Optional.of(unit.toNanos(Long.parseLong(duration.group(1))));
  }
}
