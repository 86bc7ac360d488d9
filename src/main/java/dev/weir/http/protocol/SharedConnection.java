package dev.weir.http.protocol;

import io.helidon.common.context.Context;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import java.util.concurrent.ExecutorService;

/**
 * What each request of an HTTP/2 connection can learn of it: whether it has ended.
 *
 * <p>The server tells nobody. A body that ends because its connection did looks there as if it were
 * whole.
 */
public final class SharedConnection implements ListenerContext {

  private final ListenerContext listener;
  private volatile boolean ended;

  SharedConnection(ListenerContext listener) {
    this.listener = listener;
  }

  /** Returns whether the connection of a request has ended; of HTTP/1.1 it is never known here. */
  public static boolean hasEnded(ServerRequest request) {
    return request.listenerContext() instanceof SharedConnection connection && connection.ended;
  }

  void end() {
    ended = true;
  }

  @Override
  public Context context() {
    return listener.context();
  }

  @Override
  public MediaContext mediaContext() {
    return listener.mediaContext();
  }

  @Override
  public ContentEncodingContext contentEncodingContext() {
    return listener.contentEncodingContext();
  }

  @Override
  public DirectHandlers directHandlers() {
    return listener.directHandlers();
  }

  @Override
  public ListenerConfig config() {
    return listener.config();
  }

  @Override
  public ExecutorService executor() {
    return listener.executor();
  }
}
