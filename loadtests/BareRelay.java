import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The least that a proxy on a JVM can do: one thread that waits with epoll, and copies the bytes of each connection to
 * one of its own to the upstream and back, without a look at them.
 *
 * <p>Run with: java BareRelay.java PORT UPSTREAM_PORT
 */
public final class BareRelay {

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
  private final InetSocketAddress upstream;

  private BareRelay(int upstreamPort) {
    upstream = at(upstreamPort);
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  public static void main(String[] args) throws IOException {
    BareRelay relay = new BareRelay(Integer.parseInt(args[1]));
    try (Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(at(Integer.parseInt(args[0])), 4096).configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      while (true) {
        selector.select(key -> relay.ready(key, selector));
      }
    }
  }

  private void ready(SelectionKey key, Selector selector) {
    if (!key.isValid()) {
      return; // the other end of its connection has just closed it
    }
    try {
      if (key.isAcceptable()) {
        connect(((ServerSocketChannel) key.channel()).accept(), selector);
        return;
      }
      End end = (End) key.attachment();
      if (key.isWritable()) {
        end.writeRest();
      }
      if (key.isReadable()) {
        end.readAndWrite();
      }
    } catch (IOException e) {
      ((End) key.attachment()).closeBoth();
    }
  }

  private void connect(SocketChannel client, Selector selector) throws IOException {
    End one = new End(client);
    End other = new End(SocketChannel.open(upstream));
    one.register(selector, other);
    other.register(selector, one);
  }

  /** One of the two sockets of a connection. */
  private final class End {

    private final SocketChannel channel;
    private End other;
    private SelectionKey key;
    private ByteBuffer rest;

    End(SocketChannel channel) {
      this.channel = channel;
    }

    void register(Selector selector, End to) throws IOException {
      other = to;
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void readAndWrite() throws IOException {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        throw new IOException("closed");
      }
      buffer.flip();
      other.channel.write(buffer);
      if (buffer.hasRemaining()) {
        other.rest = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
        other.key.interestOpsOr(SelectionKey.OP_WRITE);
        key.interestOpsAnd(~SelectionKey.OP_READ);
      }
    }

    void writeRest() throws IOException {
      channel.write(rest);
      if (!rest.hasRemaining()) {
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
        other.key.interestOpsOr(SelectionKey.OP_READ);
      }
    }

    void closeBoth() {
      try (SocketChannel one = channel;
          SocketChannel two = other.channel) {
        key.cancel();
      } catch (IOException e) {
        System.err.println(e);
      }
    }
  }
}
