package dev.weir.http;

import dev.weir.admission.Arrival;
import dev.weir.admission.Arrival.Priority;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request says of itself: its caller's address, its priority ({@code X-Priority: critical},
 * {@code high}, {@code normal} or {@code low}), and its deadline ({@code X-Request-Timeout: 2} in
 * seconds, or {@code 250ms}). These fields are hints: one that can't be read says nothing.
 */
final class Arrivals {

  private static final HeaderName TIMEOUT = HeaderNames.create("X-Request-Timeout");
  private static final HeaderName PRIORITY = HeaderNames.create("X-Priority");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s)?");

  private Arrivals() {}

  /** Returns the arrival that a request makes at this moment on the gate's clock. */
  static Arrival of(ServerRequest request, long nowNanos) {
    OptionalLong deadlineNanos =
        request
            .headers()
            .first(TIMEOUT)
            .flatMap(Arrivals::timeoutNanos)
            .map(timeoutNanos -> OptionalLong.of(nowNanos + timeoutNanos))
            .orElse(OptionalLong.empty());
    return new Arrival(priority(request), request.remotePeer().host(), deadlineNanos);
  }

  static Optional<Long> timeoutNanos(String text) {
    Matcher duration = DURATION.matcher(text.strip());
    if (!duration.matches()) {
      return Optional.empty();
    }
    TimeUnit unit = "ms".equals(duration.group(2)) ? TimeUnit.MILLISECONDS : TimeUnit.SECONDS;
    return Optional.of(unit.toNanos(Long.parseLong(duration.group(1))));
  }

  private static Priority priority(ServerRequest request) {
    return request
        .headers()
        .first(PRIORITY)
        .flatMap(
            name ->
                Arrays.stream(Priority.values())
                    .filter(priority -> priority.name().equalsIgnoreCase(name.strip()))
                    .findFirst())
        .orElse(Priority.NORMAL);
  }
}
