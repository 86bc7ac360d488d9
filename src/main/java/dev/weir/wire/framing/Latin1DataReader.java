package dev.weir.wire.framing;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.LazyString;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Reads header fields without loss: each byte of a value is one character, so that those beyond
 * ASCII (RFC 9110, section 5.5, obs-text) can be passed on as they came. Helidon's own reader makes
 * question marks of them.
 */
public final class Latin1DataReader extends DataReader {

  /** Reads from a supplier of bytes, which gives null at their end. */
  @SuppressWarnings("removal") // There is no other way yet to read by a rule of one's own.
  public Latin1DataReader(Supplier<byte[]> bytes) {
    super(bytes);
  }

  @Override
  public LazyString readLazyString(Charset charset, int length) {
    return super.readLazyString(StandardCharsets.ISO_8859_1, length);
  }
}
