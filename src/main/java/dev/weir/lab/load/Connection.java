package dev.weir.lab.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of the generator: with a request under way, or kept for the next. */
final class Connection {

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ResponseReader reader = new ResponseReader();
  private ByteBuffer unsent = ByteBuffer.allocate(0);

  /** Begins to connect. */
  Connection(InetSocketAddress address, Selector selector) throws IOException {
    channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      // To close is to reset: thousands of closed connections would use up the ports of this
      // machine
      // otherwise.
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      boolean connected = channel.connect(address);
      key =
          channel.register(
              selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Sends a request, as soon as it is connected. */
  void send(ByteBuffer request) throws IOException {
    unsent = request;
    reader.begin();
    if (channel.isConnected()) {
      flush();
    }
  }

  private void flush() throws IOException {
    channel.write(unsent);
    key.interestOps(
        unsent.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  /**
   * Goes on where the connection is ready, and returns whether a response is complete.
   *
   * @param buffer for whatever comes
   * @throws IOException if the connection has ended, or brings something that was not requested
   */
  boolean proceed(ByteBuffer buffer) throws IOException {
    if (key.isConnectable()) {
      channel.finishConnect();
      flush();
      return false;
    }
    if (key.isWritable()) {
      flush();
    }
    return key.isReadable() && read(buffer);
  }

  private boolean read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    if (channel.read(buffer) >= 0) {
      return reader.read(buffer.flip());
    }
    if (reader.completeAtTheEnd()) {
      return true;
    }
    throw new IOException("the connection has ended");
  }

  /** Returns what it has read of the last response. */
  ResponseReader response() {
    return reader;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Closes the connection. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // There is nothing left of it that could be closed.
    }
  }
}
