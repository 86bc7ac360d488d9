package dev.weir.http.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameWriterTest {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int CONTINUATION = 9;
  private static final int END_HEADERS = 4;

  private final List<String> wire = new ArrayList<>();
  private final FrameWriter frames = new FrameWriter(new Wire());

  private void write(int type, int flags, int stream) {
    byte[] head = {0, 0, 1, (byte) type, (byte) flags, 0, 0, (byte) (stream >> 8), (byte) stream};
    frames.writeNow(BufferData.create(BufferData.create(head), BufferData.create("x")));
  }

  @Test
  void theEndIsAnnouncedWithoutABound() {
    frames.announceEnd();
    assertThat(wire, contains("goaway 2147483647"));
  }

  @Test
  void theEndNamesTheHighestStreamThatWasAnswered() {
    write(HEADERS, END_HEADERS, 0x1ff);
    write(DATA, 0, 3);
    frames.end();
    assertThat(wire, contains("1 on 511", "0 on 3", "goaway 511"));
  }

  @Test
  void nothingComesBetweenTheFramesOfAHead() {
    write(HEADERS, 0, 1);
    frames.announceEnd();
    write(CONTINUATION, 0, 1);
    write(CONTINUATION, END_HEADERS, 1);
    write(DATA, 0, 1);
    assertThat(wire, contains("1 on 1", "9 on 1", "9 on 1", "goaway 2147483647", "0 on 1"));
  }

  /** Takes down each frame: its type, and its stream or the one that it names. */
  private final class Wire implements DataWriter {

    @Override
    public void writeNow(BufferData frame) {
      ByteBuffer bytes = ByteBuffer.wrap(frame.readBytes());
      int type = bytes.get(3);
      wire.add(type == 7 ? "goaway " + bytes.getInt(9) : type + " on " + bytes.getInt(5));
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
  }
}
