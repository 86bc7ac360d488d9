package dev.weir.settings;

import java.util.OptionalLong;

/**
 * How large a request may be.
 *
 * @param requestLine the most bytes of its first line
 * @param headerSize the most bytes of all its header fields
 * @param body the most bytes of its body; empty for any number
 */
public record RequestLimits(int requestLine, int headerSize, OptionalLong body) {

  private static final long LEAST = 256;
  private static final long MOST_OF_A_HEAD = 1024 * 1024;
  private static final long MOST_OF_A_BODY = 1024L * 1024 * 1024 * 1024;

  static RequestLimits from(Values values) {
    return new RequestLimits(
        (int) values.size("server.max-request-line", LEAST, MOST_OF_A_HEAD),
        (int) values.size("server.max-header-size", LEAST, MOST_OF_A_HEAD),
        values.optionalText("server.max-body").isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(values.size("server.max-body", 0, MOST_OF_A_BODY)));
  }
}
