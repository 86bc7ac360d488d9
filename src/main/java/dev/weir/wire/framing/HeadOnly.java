package dev.weir.wire.framing;

import io.helidon.common.buffers.BufferData;

/**
 * The cut of a response to a HEAD where its head ends (RFC 9110, section 9.3.2). The fields stay as
 * they are, so that {@code Content-Length} is that of the response to a GET.
 *
 * <p>Helidon 4.5 writes the body of everything that is sent to a client, its own refusals included,
 * and those are written where nothing is known of the request.
 */
public final class HeadOnly {

  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  private int matched;

  /** Returns what is to be written of the next part of a response. */
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

  /** An interim response such as {@code 100 Continue} is written alone and whole. */
  private boolean isInterim(byte[] bytes) {
    return matched == 0 && bytes.length > 9 && bytes[9] == '1';
  }
}
