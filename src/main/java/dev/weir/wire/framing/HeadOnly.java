package dev.weir.wire.framing;

import io.helidon.common.buffers.BufferData;

/**
 * Ends each response to a HEAD where its head ends (RFC 9110, section 9.3.2), whatever wrote it.
 *
 * <p>Helidon 4.5.0 writes the body of whatever is sent to a client, its own refusals included, and
 * those are written where nothing is known of the request. The fields stay as they are, so that
 * {@code Content-Length} is that of the response to a GET.
 */
public final class HeadOnly {

  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  private int matched;

  /** Returns what is to be written of this. */
  public BufferData cut(BufferData response) {
    byte[] bytes = new byte[response.available()];
    response.read(bytes);
    if (isInterim(bytes)) {
      return BufferData.create(bytes);
    }
    int length = 0;
    while (length < bytes.length && matched < END.length) {
      byte octet = bytes[length];
      matched = octet == END[matched] ? matched + 1 : octet == '\r' ? 1 : 0;
      length++;
    }
    return BufferData.create(bytes, 0, length);
  }

  /** Helidon writes {@code 100 Continue} alone and whole. */
  private boolean isInterim(byte[] bytes) {
    return matched == 0 && bytes.length > 9 && bytes[9] == '1';
  }
}
