package dev.weir.edge.headers;

import dev.weir.gate.Arrival.Priority;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request says of how much it matters: a class by its name in a field of the operator's
 * choice ({@code X-Priority: critical}, {@code high}, {@code normal} or {@code low}), or else an
 * urgency from 0 to 7 in {@code Priority} (RFC 9218, section 4.1): 0 is critical, 1 and 2 are high,
 * 3 and 4 normal, since 3 is what a request has that says nothing, and the rest is low. Either may
 * stand in either field; what can't be read says nothing.
 */
public final class PriorityFields {

  private static final HeaderName RFC_9218 = HeaderNames.create("Priority");

  /** A member of a dictionary (RFC 9651, section 3.2), among others and with parameters. */
  private static final Pattern URGENCY =
      Pattern.compile("(?:^|,)[ \\t]*u=([0-7])[ \\t]*(?:;[^,]*)?(?=,|$)");

  private final HeaderName chosen;

  /** Looks first at the field of this name. */
  public PriorityFields(String chosen) {
    this.chosen = HeaderNames.create(chosen);
  }

  public Priority of(Headers headers) {
    return headers
        .first(chosen)
        .flatMap(PriorityFields::read)
        .or(() -> headers.first(RFC_9218).flatMap(PriorityFields::read))
        .orElse(Priority.NORMAL);
  }

  static Optional<Priority> read(String value) {
    return Arrays.stream(Priority.values())
        .filter(priority -> priority.name().equalsIgnoreCase(value.strip()))
        .findFirst()
        .or(() -> urgency(value));
  }

  /** Of several members of the same name, the last one counts. */
  private static Optional<Priority> urgency(String value) {
    Matcher member = URGENCY.matcher(value);
    Optional<Priority> priority = Optional.empty();
    while (member.find()) {
      priority =
          Optional.of(
              switch (member.group(1)) {
                case "0" -> Priority.CRITICAL;
                case "1", "2" -> Priority.HIGH;
                case "3", "4" -> Priority.NORMAL;
                default -> Priority.LOW;
              });
    }
    return priority;
  }
}
