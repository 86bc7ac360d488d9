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

  private static Supplier<AsyncRequestProducer> request(URI url, String field) {
    HttpRequest request = new BasicHttpRequest(Method.GET, url);
    int colon = field.indexOf(':');
    if (colon > 0) {
      request.addHeader(field.substring(0, colon), field.substring(colon + 1).strip());
    }
    return () -> new BasicRequestProducer(request, null);
  }
}
