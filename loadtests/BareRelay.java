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
    try {
      if (key.isAcceptable()) {
        connect(((ServerSocketChannel) key.channel()).accept(), selector);
      } else {
        copy((SocketChannel) key.channel(), (SocketChannel) key.attachment());
      }
    } catch (IOException e) {
      close(key);
    }
  }

  private void connect(SocketChannel client, Selector selector) throws IOException {
    SocketChannel server = SocketChannel.open(upstream);
    for (SocketChannel each : new SocketChannel[] {client, server}) {
      each.configureBlocking(false);
      each.setOption(StandardSocketOptions.TCP_NODELAY, true);
      each.register(selector, SelectionKey.OP_READ, each == client ? server : client);
    }
  }

  /** A socket whose buffer is full takes the rest as soon as the other end has read: here, at once. */
  private void copy(SocketChannel from, SocketChannel to) throws IOException {
    buffer.clear();
    if (from.read(buffer) < 0) {
      throw new IOException("closed");
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
  }

  private static void close(SelectionKey key) {
    try (SocketChannel one = (SocketChannel) key.channel();
        SocketChannel other = (SocketChannel) key.attachment()) {
      key.cancel();
    } catch (IOException e) {
      System.err.println(e);
    }
  }
}
