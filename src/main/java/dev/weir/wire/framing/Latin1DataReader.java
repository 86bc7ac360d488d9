package dev.weir.wire.framing;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.LazyString;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A reader of Helidon's that reads header fields without loss: each byte of a value is one
 * character, so that bytes beyond ASCII (RFC 9110, section 5.5, obs-text) can be passed on as they
 * came. Helidon 4.5 reads values as ASCII, which makes one replacement character of all of these.
 */
public final class Latin1DataReader extends DataReader {

  /** Makes a reader from a supplier of bytes, which returns null at their end. */
  @SuppressWarnings("removal") // Helidon 4.5 has no other way to read in another charset.
  public Latin1DataReader(Supplier<byte[]> bytes) {
    super(bytes);
  }

  @Override
  public LazyString readLazyString(Charset charset, int length) {
    return super.readLazyString(StandardCharsets.ISO_8859_1, length);
  }
}
