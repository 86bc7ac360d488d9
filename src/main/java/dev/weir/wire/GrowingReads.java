package dev.weir.wire;

import io.helidon.common.buffers.BufferData;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The reads of a plain connection, which become larger once many in a row were full, so that a
 * large body takes an eighth of the reads, and of all that is done for each. A read that brings
 * less than a small read can hold ends that.
 *
 * <p>Helidon 4.5 reads {@value #SMALL_BYTES} bytes at most, however many there are.
 */
final class GrowingReads implements Supplier<byte @Nullable []> {

  static final int SMALL_BYTES = 8 * 1024;
  static final int LARGE_BYTES = 64 * 1024;

  /** So many bytes in full reads make the next one large. */
  static final int MANY_BYTES = 256 * 1024;

  private final Supplier<byte @Nullable []> small;
  private final ToIntFunction<BufferData> large;
  private int inFullReads;

  /**
   * Makes the reads of a connection.
   *
   * @param small waits for up to {@value #SMALL_BYTES} bytes; null is the end
   * @param large waits for as many bytes as fit into a buffer at most, and returns how many it has
   *     put there; -1 is the end
   */
  GrowingReads(Supplier<byte @Nullable []> small, ToIntFunction<BufferData> large) {
    this.small = small;
    this.large = large;
  }

  @Override
  public byte @Nullable [] get() {
    byte[] bytes = inFullReads < MANY_BYTES ? small.get() : readLarge();
    if (bytes != null && bytes.length >= SMALL_BYTES) {
      inFullReads = Math.min(MANY_BYTES, inFullReads + bytes.length);
    } else {
      inFullReads = 0;
    }
    return bytes;
  }

  private byte @Nullable [] readLarge() {
    byte[] bytes = new byte[LARGE_BYTES];
    int length = large.applyAsInt(BufferData.create(bytes).reset());
    if (length < 0) {
      return null;
    }
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
