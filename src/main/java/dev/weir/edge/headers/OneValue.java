package dev.weir.edge.headers;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.Headers;

/** The value of a field that has exactly one. */
final class OneValue {

  private OneValue() {}

  /** Returns the only value of a field; empty if it is not there, or there are several. */
  static String of(Headers headers, HeaderName name) {
    if (!headers.contains(name)) {
      return "";
    }
    Header header = headers.get(name);
    return header.valueCount() == 1 ? header.get() : "";
  }
}
