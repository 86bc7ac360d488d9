package dev.weir.log;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogWriterTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  /** A pipe whose reader begins to read only when it is let go. */
  private static final class Pipe extends OutputStream {

    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch reads = new CountDownLatch(1);
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    static Pipe unread() {
      return new Pipe();
    }

    static Pipe read() {
      Pipe pipe = new Pipe();
      pipe.letGo();
      return pipe;
    }

    void letGo() {
      reads.countDown();
    }

    void awaitStuck() throws InterruptedException {
      stuck.await();
    }

    List<String> lines() {
      return read.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stuck.countDown();
      try {
        reads.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      read.write(bytes, offset, length);
    }
  }

  private static LogWriter writer(OutputStream out) {
    return new LogWriter("test", out, lost -> "lost " + lost);
  }

  @Test
  void linesAreWrittenInTheirOrder() throws Exception {
    Pipe pipe = Pipe.read();
    LogWriter writer = writer(pipe);
    List<String> lines = IntStream.range(0, 5_000).mapToObj(i -> "line " + i).toList();
    lines.forEach(writer::write);
    assertThat(writer.flush(LONG), is(true));
    assertThat(pipe.lines(), is(lines));
    assertThat(writer.lost(), is(0L));
  }

  @Test
  void aStuckReaderHoldsNoWriterUpAndEveryLineIsCounted() throws Exception {
    Pipe pipe = Pipe.unread();
    LogWriter writer = writer(pipe);
    IntStream.range(0, 20_000).forEach(i -> writer.write("line " + i));
    pipe.awaitStuck();
    assertThat(writer.lost(), greaterThan(0L));
    long lost = writer.lost();
    pipe.letGo();
    Eventually.until(() -> pipe.lines().contains("lost " + lost));
    assertThat((long) pipe.lines().size(), is(20_000 - lost + 1));
  }

  @Test
  void whatIsQueuedIsBoundedInBytesToo() throws Exception {
    Pipe pipe = Pipe.unread();
    LogWriter writer = writer(pipe);
    String large = "x".repeat(1024 * 1024);
    IntStream.range(0, 10).forEach(i -> writer.write(large));
    assertThat(writer.lost(), is(7L));
    pipe.letGo();
    assertThat(writer.flush(LONG), is(true));
    assertThat(pipe.lines(), hasItem(large));
  }

  @Test
  void linesThatAreLostAreSaidAndLaterOnesAreWritten() throws Exception {
    Pipe pipe = Pipe.unread();
    LogWriter writer = writer(pipe);
    String large = "x".repeat(5 * 1024 * 1024);
    writer.write("first");
    writer.write(large);
    pipe.letGo();
    Eventually.until(() -> pipe.lines().contains("lost 1"));
    writer.write("last");
    assertThat(writer.flush(LONG), is(true));
    assertThat(pipe.lines(), is(List.of("first", "lost 1", "last")));
  }

  @Test
  void aLossIsSaidAfterAllThatWasQueued() throws Exception {
    Pipe pipe = Pipe.unread();
    LogWriter writer = writer(pipe);
    writer.write("first");
    pipe.awaitStuck();
    writer.write("x".repeat(5 * 1024 * 1024));
    writer.write("second");
    pipe.letGo();
    Eventually.until(() -> pipe.lines().contains("lost 1"));
    assertThat(pipe.lines(), is(List.of("first", "second", "lost 1")));
  }

  @Test
  void aFlushDoesNotWaitForAReaderThatIsStuck() throws Exception {
    LogWriter writer = writer(Pipe.unread());
    writer.write("line");
    assertThat(writer.flush(Duration.ofMillis(10)), is(false));
  }

  @Test
  void linesThatCanNotBeWrittenAreCounted() throws Exception {
    OutputStream closed =
        new ByteArrayOutputStream() {
          @Override
          public void flush() throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    LogWriter writer = writer(closed);
    writer.write("line");
    writer.flush(LONG);
    assertThat(writer.lost(), is(1L));
  }

  @Test
  void aLogThatIsNotUsedHasNoThread() throws Exception {
    LogWriter writer = writer(Pipe.unread());
    assertThat(writer.flush(Duration.ZERO), is(true));
    assertThat(writer.lost(), is(0L));
  }
}
