package dev.weir.lab.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;

/**
 * Where requests go, and what they say.
 *
 * @param address the server's address
 * @param requests makes the requests of each stream
 */
public record Target(InetSocketAddress address, List<Supplier<AsyncRequestProducer>> requests) {

  private static final int HTTP_PORT = 80;

  /**
   * What the requests of one stream look like.
   *
   * @param path their path
   * @param fields their header fields, each such as {@code X-Priority: low}
   */
  public record Shape(String path, List<String> fields) {}

  /** Makes a target for one stream of plain requests. */
  public static Target of(URI url) {
    return new Target(address(url), List.of(request(url, List.of())));
  }

  /**
   * Makes a target for as many streams as there are shapes.
   *
   * @param root the server, whatever its path
   * @param shapes what the requests of each stream look like
   */
  public static Target of(URI root, List<Shape> shapes) {
    return new Target(
        address(root),
        shapes.stream().map(shape -> request(root.resolve(shape.path()), shape.fields())).toList());
  }

  private static InetSocketAddress address(URI url) {
    return new InetSocketAddress(url.getHost(), url.getPort() < 0 ? HTTP_PORT : url.getPort());
  }

  private static Supplier<AsyncRequestProducer> request(URI url, List<String> fields) {
    HttpRequest request = new BasicHttpRequest(Method.GET, url);
    for (String field : fields) {
      int colon = field.indexOf(':');
      request.addHeader(field.substring(0, colon), field.substring(colon + 1).strip());
    }
    return () -> new BasicRequestProducer(request, null);
  }
}
