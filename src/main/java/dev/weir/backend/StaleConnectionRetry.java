package dev.weir.backend;

import java.io.IOException;
import java.net.SocketException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Tries a request once more if its connection was closed before its answer came: the service closed
 * a kept-alive connection at the moment when it was used again (RFC 9112, section 9.3.1). Only for
 * requests that may be repeated: an idempotent method and no body.
 *
 * <p>Where one idle connection was closed, others may have been, so all of them are dropped and the
 * second attempt makes a new one.
 */
final class StaleConnectionRetry implements HttpRequestRetryStrategy {

  private final PoolingHttpClientConnectionManager connections;

  StaleConnectionRetry(PoolingHttpClientConnectionManager connections) {
    this.connections = connections;
  }

  @Override
  public boolean retryRequest(
      HttpRequest request, IOException e, int executions, HttpContext context) {
    if (executions > 1 || !connectionWasClosed(e) || !mayBeRepeated(request)) {
      return false;
    }
    connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    return true;
  }

  private static boolean mayBeRepeated(HttpRequest request) {
    return Method.isIdempotent(request.getMethod())
        && request instanceof ClassicHttpRequest classic
        && classic.getEntity() == null;
  }

  /** As the end of the stream or, if the request was still on its way, as a reset. */
  private static boolean connectionWasClosed(IOException e) {
    return e instanceof NoHttpResponseException || e.getClass() == SocketException.class;
  }

  @Override
  public boolean retryRequest(HttpResponse response, int executions, HttpContext context) {
    return false;
  }

  @Override
  public TimeValue getRetryInterval(HttpResponse response, int executions, HttpContext context) {
    return TimeValue.ZERO_MILLISECONDS;
  }
}
