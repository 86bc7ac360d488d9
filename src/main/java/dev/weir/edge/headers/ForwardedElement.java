package dev.weir.edge.headers;

import java.util.ArrayList;
import java.util.List;

/**
 * One element of {@code Forwarded} (RFC 7239): what one proxy says of the request that it got.
 *
 * @param node the address of its peer; empty if the proxy does not say
 * @param scheme the scheme of the request; empty likewise
 * @param host the {@code Host} of the request; empty likewise
 */
record ForwardedElement(String node, String scheme, String host) {

  /** An element that says nothing. */
  static final ForwardedElement NONE = new ForwardedElement("", "", "");

  /**
   * Returns the elements of a value, in order; what can't be read of one is empty.
   *
   * <p>There is none at all if its quotation marks do not pair: what an untrusted client left open
   * goes on into what a proxy appended, and no reader can tell the one from the other.
   */
  static List<ForwardedElement> read(String value) {
    List<String> parts = split(value, ',');
    List<ForwardedElement> elements = new ArrayList<>(parts.size());
    for (String element : parts) {
      ForwardedElement read = NONE;
      for (String pair : split(element, ';')) {
        read = read.with(pair);
      }
      elements.add(read);
    }
    return elements;
  }

  /** Returns the same of a value of {@code X-Forwarded-For}, which names the nodes only. */
  static List<ForwardedElement> readNodes(String value) {
    List<ForwardedElement> elements = new ArrayList<>();
    for (String node : value.split(",", -1)) {
      elements.add(new ForwardedElement(node.strip(), "", ""));
    }
    return elements;
  }

  private ForwardedElement with(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? "" : pair.substring(0, equals).strip();
    String value = unquoted(pair.substring(equals + 1).strip());
    if (name.equalsIgnoreCase("for")) {
      return new ForwardedElement(value, scheme, host);
    }
    if (name.equalsIgnoreCase("proto")) {
      return new ForwardedElement(node, value, host);
    }
    return name.equalsIgnoreCase("host") ? new ForwardedElement(node, scheme, value) : this;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** Splits where the separator stands outside of quotation marks; nothing if one is left open. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return quoted ? List.of() : parts;
  }
}
