package dev.weir.backend.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.time.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RequestBodyWriterTest {

  /** A socket whose writer does not run again when the service has the bytes. */
  private static final class StuckSocket extends Socket {
    private final CountDownLatch written = new CountDownLatch(1);
    private final CountDownLatch runs = new CountDownLatch(1);

    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream getOutputStream() {
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          written.countDown();
          try {
            runs.await();
          } catch (InterruptedException e) {
            throw new InterruptedIOException();
          }
        }
      };
    }
  }

  @Test
  void theServiceMayBeAtWorkBeforeItsWriterRunsAgain() throws Exception {
    try (Timeouts timeouts = new Timeouts(System::nanoTime);
        StuckSocket socket = new StuckSocket();
        UpstreamConnection connection = new UpstreamConnection(socket, socket, timeouts)) {
      RequestBodyWriter writer = new RequestBodyWriter(connection, Caller.PATIENT);
      assertThat(writer.mayBeComplete(), is(false));
      connection.write(new byte[1], 1);
      Thread thread = Thread.ofVirtual().start(() -> writer.send(Optional.empty()));
      socket.written.await();
      assertThat(writer.isComplete(), is(false));
      assertThat(writer.mayBeComplete(), is(true));
      socket.runs.countDown();
      thread.join();
      assertThat(writer.isComplete(), is(true));
    }
  }
}
