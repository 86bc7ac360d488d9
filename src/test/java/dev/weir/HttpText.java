package dev.weir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * One HTTP message as it came over a socket: its first line, its field lines, and its body where it
 * has a {@code Content-Length}.
 */
public record HttpText(List<String> head, String body) {

  /** Returns the head of a message, from its lines. */
  public static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  /** Reads one message; what follows it stays in the socket. */
  public static HttpText read(Socket socket) throws IOException {
    return read(socket.getInputStream());
  }

  /** Reads one message; what follows it stays in the stream. */
  public static HttpText read(InputStream in) throws IOException {
    HttpText head = readHead(in);
    String length = head.field("content-length");
    byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
    return new HttpText(head.head(), new String(body, StandardCharsets.ISO_8859_1));
  }

  /** Reads the head of a message; its body stays in the socket. */
  public static HttpText readHead(Socket socket) throws IOException {
    return readHead(socket.getInputStream());
  }

  private static HttpText readHead(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int last = 0;
    while (last != '\n' || !bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      last = in.read();
      if (last < 0) {
        throw new IOException("the connection ended within: " + bytes);
      }
      bytes.write(last);
    }
    return new HttpText(bytes.toString(StandardCharsets.ISO_8859_1).lines().toList(), "");
  }

  public int status() {
    return Integer.parseInt(head.getFirst().split(" ", 3)[1]);
  }

  /** Returns the values of a field, joined by commas; empty if it is not there. */
  public String field(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return String.join(
        ",",
        head.stream()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
            .map(line -> line.substring(prefix.length()).strip())
            .toList());
  }
}
