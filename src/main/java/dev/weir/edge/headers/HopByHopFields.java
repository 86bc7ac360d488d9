package dev.weir.edge.headers;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The header fields that are meant for the next hop only (RFC 9110, section 7.6.1): {@code
 * Connection}, every field that it names, and a few that old senders forget to name. {@code Expect}
 * is one of them here, because Weir itself responds to it.
 *
 * <p>A sender can't take away by {@code Connection} what frames a message or says where it is from
 * and where it goes.
 */
public final class HopByHopFields {

  private static final Set<HeaderName> NEXT_HOP_ONLY =
      names(
          "connection",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<HeaderName> ALWAYS =
      names("content-length", "content-encoding", "content-type", "host", "via", "x-real-ip");

  private static final String FORWARDED = "x-forwarded-";
  private static final HopByHopFields USUAL = new HopByHopFields(Set.of());

  private final Set<HeaderName> named;

  private HopByHopFields(Set<HeaderName> named) {
    this.named = named;
  }

  private static Set<HeaderName> names(String... names) {
    return Arrays.stream(names).map(HeaderNames::create).collect(toUnmodifiableSet());
  }

  /** Makes the rule for a message, from all that {@code Connection} says in it. */
  public static HopByHopFields of(List<String> connection) {
    Set<HeaderName> named = Set.of();
    for (String value : connection) {
      if (!isUsual(value)) {
        named = named.isEmpty() ? new HashSet<>() : named;
        add(value, named);
      }
    }
    return named.isEmpty() ? USUAL : new HopByHopFields(named);
  }

  private static boolean isUsual(String value) {
    return value.equalsIgnoreCase("keep-alive") || value.equalsIgnoreCase("close");
  }

  private static void add(String value, Set<HeaderName> named) {
    for (String part : value.split(",", -1)) {
      String option = part.strip().toLowerCase(Locale.ROOT);
      HeaderName name = HeaderNames.create(option, option);
      if (!ALWAYS.contains(name) && !option.startsWith(FORWARDED)) {
        named.add(name);
      }
    }
  }

  /** Returns whether a field goes on. */
  public boolean keeps(HeaderName name) {
    return !NEXT_HOP_ONLY.contains(name) && !named.contains(name);
  }
}
