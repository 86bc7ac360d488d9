package dev.weir.backend;

import java.io.IOException;
import java.net.SocketException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
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
 */
final class StaleConnectionRetry implements HttpRequestRetryStrategy {

  @Override
  public boolean retryRequest(
      HttpRequest request, IOException e, int executions, HttpContext context) {
    return executions == 1
        && connectionWasClosed(e)
        && Method.isIdempotent(request.getMethod())
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
