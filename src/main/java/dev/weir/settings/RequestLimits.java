package dev.weir.settings;

import java.util.OptionalLong;

/**
 * How large a request may be.
 *
 * @param requestLine the bytes of its first line
 * @param headerSize the bytes of all its header fields
 * @param body the bytes of its body; empty for any number
 */
public record RequestLimits(int requestLine, int headerSize, OptionalLong body) {

  private static final long LEAST = 256;
  private static final long MOST_OF_A_HEAD = 1024 * 1024;
  private static final long MOST_OF_A_BODY = 1024L * 1024 * 1024 * 1024;

  static RequestLimits from(Values values) {
    return new RequestLimits(
        (int) values.size(Key.SERVER_MAX_REQUEST_LINE, LEAST, MOST_OF_A_HEAD),
        (int) values.size(Key.SERVER_MAX_HEADER_SIZE, LEAST, MOST_OF_A_HEAD),
        values.optionalText(Key.SERVER_MAX_BODY).isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(values.size(Key.SERVER_MAX_BODY, 0, MOST_OF_A_BODY)));
  }
}
