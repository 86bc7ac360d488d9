package dev.weir.wire;

import io.helidon.webserver.CloseConnectionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A source for Helidon of one request, which is the last of its connection. */
final class OneRequest implements Supplier<byte[]> {

  private byte @Nullable [] head;

  OneRequest(byte[] head) {
    this.head = head;
  }

  /**
   * Returns the request.
   *
   * @throws CloseConnectionException if it was returned before
   */
  @Override
  public byte[] get() {
    byte[] first = head;
    if (first == null) {
      throw new CloseConnectionException("The connection ends with its first response");
    }
    head = null;
    return first;
  }
}
