package dev.weir.wire;

import static dev.weir.wire.GrowingReads.LARGE_BYTES;
import static dev.weir.wire.GrowingReads.MANY_BYTES;
import static dev.weir.wire.GrowingReads.SMALL_BYTES;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.helidon.common.buffers.BufferData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrowingReadsTest {

  private static final int SMALL_READS = MANY_BYTES / SMALL_BYTES;

  private final byte[] body = new byte[4 * MANY_BYTES];
  private final ByteArrayInputStream sent;
  private final List<Integer> lengths = new ArrayList<>();
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final GrowingReads reads = new GrowingReads(this::small, this::large);

  /** How many bytes are there to be read. */
  private int there = Integer.MAX_VALUE;

  GrowingReadsTest() {
    new Random(1).nextBytes(body);
    sent = new ByteArrayInputStream(body);
  }

  private byte @Nullable [] small() {
    byte[] bytes = new byte[SMALL_BYTES];
    int length = sent.read(bytes, 0, Math.min(there, SMALL_BYTES));
    return length < 0 ? null : Arrays.copyOf(bytes, length);
  }

  private int large(BufferData buffer) {
    byte[] bytes = new byte[LARGE_BYTES];
    int length = sent.read(bytes, 0, Math.min(there, LARGE_BYTES));
    buffer.write(bytes, 0, Math.max(0, length));
    return length;
  }

  private void read(int times) {
    for (int i = 0; i < times; i++) {
      byte[] bytes = Objects.requireNonNull(reads.get());
      lengths.add(bytes.length);
      taken.writeBytes(bytes);
    }
  }

  private int lastLength() {
    return lengths.getLast();
  }

  @Test
  void manyFullReadsInARowMakeTheNextOnesLarge() {
    read(SMALL_READS);
    assertThat(lastLength(), is(SMALL_BYTES));
    read(2);
    assertThat(lastLength(), is(LARGE_BYTES));
  }

  @Test
  void aReadWithLessThanASmallOneEndsThat() {
    read(SMALL_READS + 1);
    there = SMALL_BYTES - 1;
    read(1);
    there = LARGE_BYTES;
    read(SMALL_READS);
    assertThat(lastLength(), is(SMALL_BYTES));
    read(1);
    assertThat(lastLength(), is(LARGE_BYTES));
  }

  @Test
  void aLargeReadThatIsNotFullIsFollowedByALargeOne() {
    read(SMALL_READS);
    there = SMALL_BYTES;
    read(1);
    there = LARGE_BYTES;
    read(1);
    assertThat(lastLength(), is(LARGE_BYTES));
  }

  @Test
  void noByteIsLostOrReadTwice() {
    Random random = new Random(2);
    read(SMALL_READS);
    while (sent.available() > 0) {
      there = 1 + random.nextInt(LARGE_BYTES);
      read(1);
    }
    assertThat(taken.toByteArray(), is(body));
  }

  @Test
  void theEndOfTheStreamIsNull() {
    read(SMALL_READS + (body.length - MANY_BYTES) / LARGE_BYTES);
    assertThat(reads.get(), is(nullValue()));
    assertThat(reads.get(), is(nullValue()));
  }
}
