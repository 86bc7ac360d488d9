package dev.weir.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A client with one connection, that allocates nothing for a request. */
final class FrugalClient implements AutoCloseable {

  private static final byte[] REQUEST =
      "GET /endpoint HTTP/1.1\r\nHost: weir\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n"
          .getBytes(ISO_8859_1);
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final Socket socket;
  private final byte[] response = new byte[16 * 1024];

  FrugalClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
  }

  /** Sends a request, and does not read its response. */
  void send() throws IOException {
    socket.getOutputStream().write(REQUEST);
  }

  /**
   * Sends a request and reads its response, which is small and so comes in one piece: if it did
   * not, the rest would not be a status.
   */
  void exchange(String status) throws IOException {
    send();
    int length = socket.getInputStream().read(response);
    if (length < STATUS_AT + 3) {
      throw new IOException("the connection has ended");
    }
    for (int i = 0; i < 3; i++) {
      if (response[STATUS_AT + i] != status.charAt(i)) {
        throw new IOException("not " + status + ": " + new String(response, 0, length, ISO_8859_1));
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
