import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * So many clients send a request each, wait, and read nothing: until the process is ended, or two
 * minutes have passed.
 *
 * <p>{@code java Waiting.java http://127.0.0.1:8080 1000}
 */
final class Waiting {

  private static final byte[] REQUEST =
      """
      GET /endpoint HTTP/1.1\r
      Host: localhost:8080\r
      User-Agent: hey/0.0.1\r
      Accept-Encoding: gzip\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  public static void main(String[] args) throws Exception {
    URI base = URI.create(args[0]);
    InetSocketAddress address = new InetSocketAddress(base.getHost(), base.getPort());
    List<SocketChannel> clients = new ArrayList<>();
    for (int left = Integer.parseInt(args[1]); left > 0; left--) {
      SocketChannel client = SocketChannel.open(address);
      client.write(ByteBuffer.wrap(REQUEST));
      clients.add(client);
    }
    Thread.sleep(120_000);
    for (SocketChannel client : clients) {
      client.close();
    }
  }
}
