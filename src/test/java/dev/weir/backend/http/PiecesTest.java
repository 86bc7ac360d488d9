package dev.weir.backend.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.weir.StubUpstream;
import dev.weir.time.Timeouts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PiecesTest {

  private static final int LARGE_PIECE_BYTES = 64 * 1024;

  private final Timeouts timeouts = new Timeouts(System::nanoTime);
  private final StubUpstream upstream = new StubUpstream();

  /** Of each write, whether it was the last. */
  private final List<Boolean> writes = new ArrayList<>();

  PiecesTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    upstream.close();
    timeouts.close();
  }

  private void send(int bytes, long length) throws IOException {
    upstream.does(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
    Connector connector = new Connector(Caller.url(upstream.url()), Optional.empty(), timeouts);
    try (UpstreamConnection connection = connector.connect(Caller.LONG)) {
      Pieces pieces = new Pieces(new ByteArrayInputStream(new byte[bytes]), length);
      pieces.send(
          connection,
          (write, last) -> {
            write.run();
            writes.add(last);
          });
    }
  }

  @Test
  void bytesThatAreThereGoOnInLargePieces() throws Exception {
    send(3 * LARGE_PIECE_BYTES, 3 * LARGE_PIECE_BYTES);
    assertThat(writes, contains(false, false, true));
  }

  @Test
  void soDoThoseOfABodyOfUnknownLength() throws Exception {
    send(2 * LARGE_PIECE_BYTES, Long.MAX_VALUE);
    assertThat(writes, contains(false, false, true));
  }

  @Test
  void aSmallBodyIsOnePiece() throws Exception {
    send(1, 1);
    assertThat(writes, contains(true));
  }
}
