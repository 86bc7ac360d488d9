package dev.weir.lab.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The connections to one target, as many as there are requests at once. Used by one thread. */
public final class Connections implements AutoCloseable {

  private static final int BUFFER_BYTES = 65_536;

  /** A selector sleeps for whole milliseconds; what is due sooner is slept for in short steps. */
  private static final long SELECTOR_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long SHORT_STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final Target target;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final Deque<Connection> idle = new ArrayDeque<>();

  public Connections(Target target) throws IOException {
    this.target = target;
    this.selector = Selector.open();
  }

  /** Sends a request on the connection that was used last, or on a new one. */
  Connection send(int stream) throws IOException {
    Connection connection = idle.poll();
    while (connection != null && !connection.isOpen()) {
      connection = idle.poll();
    }
    if (connection == null) {
      connection = new Connection(target.address(), selector);
    }
    try {
      connection.send(target.request(stream));
      return connection;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  /** Keeps a connection for the next request, if its server does. */
  void giveBack(Connection connection) {
    if (connection.response().persistent()) {
      idle.push(connection);
    } else {
      connection.close();
    }
  }

  /** Waits until a connection is ready, no longer than so, and hands over all that are. */
  void await(long nanos, Consumer<Connection> ready) throws IOException {
    Consumer<SelectionKey> each = key -> ready.accept((Connection) key.attachment());
    if (nanos >= SELECTOR_STEP_NANOS) {
      selector.select(each, TimeUnit.NANOSECONDS.toMillis(nanos));
      return;
    }
    if (nanos > 0) {
      LockSupport.parkNanos(Math.min(nanos, SHORT_STEP_NANOS));
    }
    selector.selectNow(each);
  }

  /** Returns what to read into; its content is valid until the next call. */
  ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public void close() throws IOException {
    selector.keys().forEach(key -> ((Connection) key.attachment()).close());
    selector.close();
  }
}
