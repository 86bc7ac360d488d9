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
 * The fields that say how much a request matters: a class by its name in a field of the operator's
 * choice ({@code X-Priority: critical}, {@code high}, {@code normal} or {@code low}), or else an
 * urgency from 0 to 7 in {@code Priority} (RFC 9218, section 4.1): 0 is critical, 1 and 2 are high,
 * 3, the default, and 4 are normal, and the rest is low. Either may stand in either field; what
 * can't be read is ignored.
 */
public final class PriorityFields {

  private static final HeaderName RFC_9218 = HeaderNames.create("Priority");

  /** A member of a dictionary (RFC 9651, section 3.2), among others and with parameters. */
  private static final Pattern URGENCY =
      Pattern.compile("(?:^|,)[ \\t]*u=([0-7])[ \\t]*(?:;[^,]*)?(?=,|$)");

  /** What the word of a client counts for that is no trusted proxy. */
  public enum FromUntrusted {
    /** It counts like that of a proxy. */
    HEARD,
    /** It does not count, and is passed on. */
    IGNORED,
    /** It does not count, and the operator's field is not passed on. */
    REMOVED
  }

  private final HeaderName chosen;
  private final FromUntrusted fromUntrusted;

  /**
   * Makes the fields of one Weir.
   *
   * @param chosen the name of the operator's field, which is looked at first
   * @param fromUntrusted what the others say counts for
   */
  public PriorityFields(String chosen, FromUntrusted fromUntrusted) {
    this.chosen = HeaderNames.create(chosen);
    this.fromUntrusted = fromUntrusted;
  }

  /**
   * Returns the priority of a request.
   *
   * @param trusted whether a trusted proxy sent it
   */
  public Priority of(Headers headers, boolean trusted) {
    return trusted || fromUntrusted == FromUntrusted.HEARD ? said(headers) : Priority.NORMAL;
  }

  /** Returns whether a field is not passed on to the backend. */
  public boolean drops(HeaderName name, boolean trusted) {
    return !trusted && fromUntrusted == FromUntrusted.REMOVED && name.equals(chosen);
  }

  private Priority said(Headers headers) {
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
