package dev.weir.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedReaderTest {

  private static final byte[] END = {};

  private final BlockingQueue<byte[]> socket = new LinkedBlockingQueue<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final SharedReader inbound = new SharedReader(this::read);

  private byte @Nullable [] read() {
    reads.incrementAndGet();
    try {
      byte[] bytes = socket.take();
      return bytes.length == 0 ? null : bytes;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] piece(int number) {
    return new byte[] {(byte) number, (byte) (number >> 8)};
  }

  private static int number(byte @Nullable [] piece) {
    return piece == null ? -1 : (piece[0] & 0xff) | (piece[1] & 0xff) << 8;
  }

  private AtomicReference<SharedReader.End> watch() {
    AtomicReference<SharedReader.End> end = new AtomicReference<>();
    Thread.ofVirtual().start(() -> end.set(inbound.watch(() -> true)));
    return end;
  }

  @Test
  void whatTheWatcherReadComesFirst() throws Exception {
    AtomicReference<SharedReader.End> end = watch();
    socket.add(piece(1));
    socket.add(piece(2));
    Eventually.until(() -> reads.get() == 3);
    socket.add(END);
    Eventually.until(() -> end.get() == SharedReader.End.CLOSED);
    assertThat(number(inbound.next()), is(1));
    assertThat(number(inbound.next()), is(2));
    assertThat(number(inbound.next()), is(-1));
  }

  @Test
  void theWatcherGivesWayToTheConnection() throws Exception {
    AtomicReference<SharedReader.End> end = watch();
    Eventually.until(() -> reads.get() == 1);
    AtomicInteger got = new AtomicInteger();
    Thread reader = Thread.ofVirtual().start(() -> got.set(next()));
    Eventually.until(() -> reader.getState() == Thread.State.WAITING);
    socket.add(piece(7));
    reader.join();
    assertThat(got.get(), is(7));
    Eventually.until(() -> end.get() == SharedReader.End.OPEN || reads.get() == 2);
  }

  private int next() {
    try {
      return number(inbound.next());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theWatcherKeepsNoMoreThanItMay() {
    AtomicReference<SharedReader.End> end = watch();
    for (int i = 0; i < 20; i++) {
      socket.add(new byte[8192]);
    }
    Eventually.until(() -> end.get() == SharedReader.End.OPEN);
    assertThat(reads.get(), is(8));
  }

  @Test
  void nothingIsLostOrTakesAnotherPlaceWhileWatchersComeAndGo() throws Exception {
    int pieces = 20_000;
    Thread sender =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < pieces; i++) {
                    socket.add(piece(i));
                  }
                });
    for (int i = 0; i < pieces; i++) {
      if (i % 3 == 0) {
        watch();
      }
      assertThat(number(inbound.next()), is(i));
    }
    sender.join();
  }

  @Test
  void aBrokenConnectionIsNoEndLikeOthers() {
    SharedReader broken =
        new SharedReader(
            () -> {
              throw new IllegalStateException("reset");
            });
    assertThat(broken.watch(() -> true), is(SharedReader.End.BROKEN));
  }
}
