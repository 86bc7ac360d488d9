package dev.weir.backend;

import dev.weir.backend.BackendException.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Forwards each call to an HTTP service and streams both bodies: neither is ever held in memory.
 *
 * <p>Nothing is added to a request and nothing is followed, decoded, stored or authenticated. The
 * number of connections is not limited here: that is what the gate's permits do.
 */
public final class HttpBackend implements Backend {

  private final URI url;
  private final HttpHost host;
  private final String pathPrefix;
  private final CloseableHttpClient client;

  /**
   * Makes a backend; no connection is made yet.
   *
   * @param url where requests go: scheme {@code http} or {@code https}, a host, and perhaps a path
   *     that is put before the path of each request
   * @param connectTimeout how long a connection may take to be made
   * @param responseTimeout how long the service may be silent, before its answer and within it
   */
  public HttpBackend(URI url, Duration connectTimeout, Duration responseTimeout) {
    this.url = url;
    this.host = new HttpHost(url.getScheme(), url.getHost(), url.getPort());
    this.pathPrefix = withoutSlashAtTheEnd(url.getRawPath());
    this.client = PlainHttpClient.create(Timeout.of(connectTimeout), Timeout.of(responseTimeout));
  }

  private static String withoutSlashAtTheEnd(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  @Override
  public BackendResponse call(BackendRequest request) {
    HttpUriRequestBase forwarded = forwarded(request);
    try {
      return answer(client.executeOpen(host, forwarded, null), forwarded);
    } catch (UnknownHostException
        | ConnectException
        | NoRouteToHostException
        | ConnectTimeoutException e) {
      throw new BackendException(Failure.UNREACHABLE, "No connection to " + host.toURI(), e);
    } catch (SocketTimeoutException e) {
      throw new BackendException(Failure.TIMEOUT, host.toURI() + " did not answer in time", e);
    } catch (IOException e) {
      throw new BackendException(Failure.BROKEN, host.toURI() + " broke off the exchange", e);
    }
  }

  private HttpUriRequestBase forwarded(BackendRequest request) {
    var forwarded = new HttpUriRequestBase(request.method(), url);
    forwarded.setPath(pathPrefix + request.target());
    for (Field field : request.fields()) {
      if (!field.isNamed("Content-Length")) {
        forwarded.addHeader(field.name(), field.value());
      }
    }
    request.body().ifPresent(body -> forwarded.setEntity(entity(body)));
    return forwarded;
  }

  private static HttpEntity entity(BackendRequest.Body body) {
    InputStream stream = body.stream().get();
    return new InputStreamEntity(stream, body.length().orElse(-1), (ContentType) null);
  }

  private static BackendResponse answer(ClassicHttpResponse response, HttpUriRequestBase request)
      throws IOException {
    List<Field> fields =
        Arrays.stream(response.getHeaders())
            .map(
                header ->
                    new Field(header.getName(), Optional.ofNullable(header.getValue()).orElse("")))
            .toList();
    HttpEntity entity = response.getEntity();
    InputStream body = entity == null ? InputStream.nullInputStream() : entity.getContent();
    return new BackendResponse(response.getCode(), fields, body, () -> close(response, request));
  }

  /**
   * A connection whose answer was read to its end is back in the pool by now; any other is cut
   * here, because just to close the answer would read it to its end first, however long that takes.
   */
  private static void close(ClassicHttpResponse response, HttpUriRequestBase request) {
    request.cancel();
    try {
      response.close();
    } catch (IOException e) {
      System.getLogger(HttpBackend.class.getName())
          .log(System.Logger.Level.DEBUG, "A connection was broken as it was closed", e);
    }
  }

  @Override
  public Optional<String> outage() {
    return Optional.empty();
  }

  @Override
  public boolean takesEveryPath() {
    return true;
  }

  @Override
  public String description() {
    return "http (" + url + ")";
  }

  @Override
  public void close() {
    client.close(CloseMode.GRACEFUL);
  }
}
