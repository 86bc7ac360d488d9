package dev.weir.http.protocol;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an HTTP/2 connection says, a frame at a time, and can say between two of them that
 * the connection ends (GOAWAY: RFC 9113, section 6.8).
 *
 * <p>Safe for use by any thread.
 */
final class FrameWriter implements DataWriter {

  private static final int HEADERS = 0x1;
  private static final int GOAWAY = 0x7;
  private static final int CONTINUATION = 0x9;
  private static final int END_HEADERS = 0x4;

  private final DataWriter writer;
  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private int lastStream;
  private boolean withinHead;
  private @Nullable BufferData goAway;

  FrameWriter(DataWriter writer) {
    this.writer = writer;
  }

  /** Says that the connection ends soon: no more streams should begin, those that do are served. */
  void announceEnd() {
    say(() -> Integer.MAX_VALUE);
  }

  /** Says that the connection ends now, and which was the last stream that was answered. */
  void end() {
    say(() -> lastStream);
  }

  private void say(IntSupplier servedUpTo) {
    lock.lock();
    try {
      goAway = goAway(servedUpTo.getAsInt());
      writeGoAway();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void writeNow(BufferData frame) {
    lock.lock();
    try {
      lastStream = Math.max(lastStream, stream(frame));
      withinHead = isPartOfHead(frame) && (frame.get(4) & END_HEADERS) == 0;
      writer.writeNow(frame);
      writeGoAway();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void writeNow(BufferData... parts) {
    writeNow(BufferData.create(parts));
  }

  @Override
  public void write(BufferData frame) {
    writeNow(frame);
  }

  @Override
  public void write(BufferData... parts) {
    writeNow(parts);
  }

  @Override
  public void flush() {
    writer.flush();
  }

  @Override
  public void close() {
    writer.close();
  }

  /** No other frame may come between those of one head. */
  private void writeGoAway() {
    BufferData frame = goAway;
    if (frame != null && !withinHead) {
      goAway = null;
      writer.writeNow(frame);
    }
  }

  private static boolean isPartOfHead(BufferData frame) {
    return frame.get(3) == HEADERS || frame.get(3) == CONTINUATION;
  }

  private static int stream(BufferData frame) {
    int stream = 0;
    for (int i = 5; i < 9; i++) {
      // Some kinds of buffers return a byte with its sign.
      stream = (stream << 8) | (frame.get(i) & 0xff);
    }
    return stream;
  }

  /** Without an error, on stream 0, and with nothing else to say. */
  private static BufferData goAway(int lastStream) {
    BufferData frame = BufferData.create(17);
    frame.write(new byte[] {0, 0, 8, GOAWAY, 0, 0, 0, 0, 0});
    frame.writeInt32(lastStream);
    frame.writeInt32(0);
    return frame;
  }
}
