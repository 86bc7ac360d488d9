package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The header fields of the backend's response on their way to the client: each with its bytes as
 * they were, those of one name in their order.
 */
public final class ResponseFields {

  private static final int LAST_ASCII = 0x7f;

  private ResponseFields() {}

  /** Adds the fields that go on; the request's id is there already. */
  public static void copy(List<Field> fields, ServerResponseHeaders to) {
    HopByHopFields hopByHop = HopByHopFields.of(values(fields, "Connection"));
    for (Field field : fields) {
      HeaderName name = HeaderNames.create(field.name());
      if (hopByHop.keeps(name) && !name.equals(RequestId.NAME)) {
        add(name, field.value(), to);
      }
    }
  }

  /**
   * Returns what the backend sends ahead of its response (RFC 9110, section 15.2), such as early
   * hints, in the bytes that a client gets.
   */
  public static byte[] interim(int status, List<Field> fields) {
    HopByHopFields hopByHop = HopByHopFields.of(values(fields, "Connection"));
    StringBuilder text = new StringBuilder(128);
    String reason = status == 103 ? "Early Hints" : Status.create(status).reasonPhrase();
    text.append("HTTP/1.1 ").append(status).append(' ').append(reason).append("\r\n");
    for (Field field : fields) {
      if (hopByHop.keeps(HeaderNames.create(field.name()))) {
        text.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns the values of a field, in their order. */
  public static List<String> values(List<Field> fields, String name) {
    List<String> values = List.of();
    for (Field field : fields) {
      if (field.isNamed(name)) {
        values = values.isEmpty() ? new ArrayList<>(2) : values;
        values.add(field.value());
      }
    }
    return values;
  }

  private static void add(HeaderName name, String value, ServerResponseHeaders to) {
    boolean mixed = to.contains(name) && to.get(name) instanceof RawHeader;
    if (isAscii(value) && !mixed) {
      to.add(HeaderValues.create(name, value));
      return;
    }
    List<String> values = new ArrayList<>(to.all(name, List::of));
    values.add(value);
    Header exact = RawHeader.ofBytes(name, values);
    to.set(exact);
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > LAST_ASCII) {
        return false;
      }
    }
    return true;
  }
}
