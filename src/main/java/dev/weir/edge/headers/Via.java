package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The mark that a proxy leaves on what it passes on (RFC 9110, section 7.6.3), and by which it
 * knows a request that comes back to it.
 */
public final class Via {

  private final String name;
  private final Pattern mark;
  private final Field usual;
  private final Header forClient;

  /** Makes a mark of this name, which no other proxy on the way may have. */
  public Via(String name) {
    this.name = name;
    this.mark = Pattern.compile(" " + Pattern.quote(name) + "(?:[, \\t]|\\z)");
    this.usual = new Field("Via", "1.1 " + name);
    this.forClient = HeaderValues.createCached(HeaderNames.VIA, "1.1 " + name);
  }

  /** Makes a mark that no other proxy has: {@code weir}, and eight random digits. */
  public static Via ofItsOwn() {
    return new Via("weir-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
  }

  /** Returns the field for the backend. */
  public Field onRequest(String receivedVersion) {
    return receivedVersion.equals("1.1") ? usual : new Field("Via", receivedVersion + " " + name);
  }

  /** Returns the field for the client. */
  public Header onResponse() {
    return forClient;
  }

  /** Returns whether a request has this mark, and so has been here before. */
  public boolean isOn(Headers headers) {
    if (!headers.contains(HeaderNames.VIA)) {
      return false;
    }
    return headers.get(HeaderNames.VIA).allValues().stream().anyMatch(mark.asPredicate());
  }
}
