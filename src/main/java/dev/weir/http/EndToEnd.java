package dev.weir.http;

import dev.weir.backend.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the header fields that are meant for the other end from those that are meant for the next
 * hop only (RFC 9110, section 7.6.1): {@code Connection}, every field that it names, and a few that
 * old senders forget to name. {@code Expect} is one of them here, because Weir itself answers it.
 */
final class EndToEnd {

  private static final Set<String> NEXT_HOP_ONLY =
      Set.of(
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

  private EndToEnd() {}

  /** Returns those that go on, in their order. */
  static List<Field> of(List<Field> fields) {
    Set<String> named =
        fields.stream()
            .filter(field -> field.isNamed("Connection"))
            .flatMap(field -> Stream.of(field.value().split(",")))
            .map(option -> option.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return fields.stream().filter(field -> goesOn(field, named)).toList();
  }

  private static boolean goesOn(Field field, Set<String> named) {
    String name = field.name().toLowerCase(Locale.ROOT);
    return !NEXT_HOP_ONLY.contains(name) && !named.contains(name);
  }
}
