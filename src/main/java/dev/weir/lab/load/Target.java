package dev.weir.lab.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where requests go, and what they say.
 *
 * @param address the server's address
 * @param requests the request of each stream, as it goes over the wire
 */
public record Target(InetSocketAddress address, List<byte[]> requests) {

  private static final int HTTP_PORT = 80;

  /** Makes a target for one stream of plain requests. */
  public static Target of(URI url) {
    return of(url, List.of(""));
  }

  /**
   * Makes a target for as many streams as there are fields.
   *
   * @param fields for each stream a header field of its requests, such as {@code X-Priority: low};
   *     empty for none
   */
  public static Target of(URI url, List<String> fields) {
    int port = url.getPort() < 0 ? HTTP_PORT : url.getPort();
    return new Target(
        new InetSocketAddress(url.getHost(), port),
        fields.stream().map(field -> request(url, field)).toList());
  }

  private static byte[] request(URI url, String field) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String head = "GET " + path + query + " HTTP/1.1\r\nHost: " + url.getRawAuthority() + "\r\n";
    String fields = field.isEmpty() ? "" : field + "\r\n";
    return (head + fields + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns the request of a stream, to be written once. */
  ByteBuffer request(int stream) {
    return ByteBuffer.wrap(requests.get(stream));
  }
}
