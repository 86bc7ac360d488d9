package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the backend sends ahead of its response (RFC 9110, section 15.2), such as early hints. */
public final class InterimResponse {

  private InterimResponse() {}

  /** Returns the bytes that a client of HTTP/1.1 gets. */
  public static byte[] encode(int status, List<Field> fields) {
    HopByHopFields endToEnd = HopByHopFields.of(ResponseFields.values(fields, "Connection"));
    StringBuilder text = new StringBuilder(128);
    text.append("HTTP/1.1 ").append(status).append(' ');
    text.append(reason(status)).append("\r\n");
    for (Field field : fields) {
      if (endToEnd.keeps(HeaderNames.create(field.name()))) {
        text.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String reason(int status) {
    return status == 103 ? "Early Hints" : Status.create(status).reasonPhrase();
  }
}
