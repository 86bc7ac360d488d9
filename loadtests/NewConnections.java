import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Opens new connections at an even rate, each for one request, and prints for each second how many
 * of those that were due in it ended how. A client that has no response within a second hangs up,
 * and is late. It takes one thread.
 *
 * <p>{@code java NewConnections.java PORT PATH PER_SECOND SECONDS}
 */
final class NewConnections {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);
  private static final int ADDRESSES = 32;

  private enum Ending {
    SERVED,
    REFUSED,
    LATE,
    BROKEN,
    UNSENT
  }

  private static final class Client {
    final SocketChannel channel;
    final long due;
    boolean over;

    Client(SocketChannel channel, long due) {
      this.channel = channel;
      this.due = due;
    }
  }

  private final InetSocketAddress server;
  private final byte[] request;
  private final int perSecond;
  private final int[][] endings;
  private final Deque<Client> open = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(16384);
  private final Selector selector;
  private long begun;

  private NewConnections(int port, String path, int perSecond, int seconds) throws IOException {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.request =
        ("GET " + path + " HTTP/1.1\r\nHost: weir\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    this.perSecond = perSecond;
    this.endings = new int[seconds][Ending.values().length];
    this.selector = Selector.open();
  }

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[0]);
    int perSecond = Integer.parseInt(args[2]);
    int seconds = Integer.parseInt(args[3]);
    NewConnections all = new NewConnections(port, args[1], perSecond, seconds);
    all.run();
    System.out.println("second served refused late broken unsent");
    for (int second = 0; second < seconds; second++) {
      StringBuilder line = new StringBuilder().append(second + 1);
      for (int number : all.endings[second]) {
        line.append(' ').append(number);
      }
      System.out.println(line);
    }
  }

  private void run() throws IOException {
    long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long total = (long) perSecond * endings.length;
    long next = 0;
    begun = System.nanoTime();
    while (next < total || !open.isEmpty()) {
      long now = System.nanoTime() - begun;
      while (next < total && next * interval <= now) {
        open(next * interval, now);
        next++;
      }
      if (selector.select(1) > 0) { // To spin would take a processor from the server.
        selector.selectedKeys().forEach(this::proceed);
        selector.selectedKeys().clear();
      }
      hangUp(now);
    }
  }

  /** One that would be sent a tenth of a second too late is not sent: the generator is too slow. */
  private void open(long due, long now) {
    if (now - due > TimeUnit.MILLISECONDS.toNanos(100)) {
      count(due, Ending.UNSENT);
      return;
    }
    try {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      byte[] own = {127, 0, 0, (byte) (2 + due / 1000 % ADDRESSES)};
      channel.bind(new InetSocketAddress(InetAddress.getByAddress(own), 0));
      Client client = new Client(channel, due);
      open.add(client);
      if (channel.connect(server)) {
        send(channel);
        channel.register(selector, SelectionKey.OP_READ, client);
      } else {
        channel.register(selector, SelectionKey.OP_CONNECT, client);
      }
    } catch (IOException e) {
      count(due, Ending.BROKEN);
    }
  }

  private void send(SocketChannel channel) throws IOException {
    channel.write(ByteBuffer.wrap(request));
  }

  private void proceed(SelectionKey key) {
    Client client = (Client) key.attachment();
    try {
      if (key.isConnectable()) {
        client.channel.finishConnect();
        send(client.channel);
        key.interestOps(SelectionKey.OP_READ);
      } else if (key.isReadable()) {
        buffer.clear();
        end(client, client.channel.read(buffer) < 12 ? Ending.BROKEN : ending());
      }
    } catch (IOException e) {
      end(client, Ending.BROKEN);
    }
  }

  private Ending ending() {
    return buffer.get(9) == '2' ? Ending.SERVED : Ending.REFUSED;
  }

  private void hangUp(long now) {
    while (!open.isEmpty() && (open.element().over || now - open.element().due > PATIENCE)) {
      Client eldest = open.remove();
      if (!eldest.over) {
        end(eldest, Ending.LATE);
      }
    }
  }

  private void end(Client client, Ending ending) {
    client.over = true;
    count(client.due, ending);
    try {
      client.channel.close();
    } catch (IOException e) {
      // It is gone.
    }
  }

  private void count(long due, Ending ending) {
    endings[(int) (due / TimeUnit.SECONDS.toNanos(1))][ending.ordinal()]++;
  }
}
