package dev.weir.http;

import dev.weir.backend.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells the header fields that are meant for the other end from those that are meant for the next
 * hop only (RFC 9110, section 7.6.1): {@code Connection}, every field that it names, and a few that
 * old senders forget to name. {@code Expect} is one of them here, because Weir itself answers it.
 */
final class EndToEnd {

  private static final Set<String> NEXT_HOP_ONLY =
      named(
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
    Set<String> named = named();
    for (Field field : fields) {
      if (field.isNamed("Connection")) {
        for (String option : field.value().split(",", -1)) {
          named.add(option.strip());
        }
      }
    }
    List<Field> goOn = new ArrayList<>(fields.size());
    for (Field field : fields) {
      if (!NEXT_HOP_ONLY.contains(field.name()) && !named.contains(field.name())) {
        goOn.add(field);
      }
    }
    return goOn;
  }

  /** A set in which case does not matter, as it does not in names of fields. */
  private static Set<String> named(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Collections.addAll(set, names);
    return set;
  }
}
