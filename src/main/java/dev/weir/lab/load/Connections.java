package dev.weir.lab.load;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.AsyncRequesterBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncRequester;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections to one target, as many as there are requests at once, on one thread of their own.
 */
public final class Connections implements AutoCloseable {

  /**
   * To close a connection is to reset it: thousands of closed ones would use up the ports of this
   * machine otherwise.
   */
  private static final IOReactorConfig CONFIG =
      IOReactorConfig.custom()
          .setIoThreadCount(1)
          .setTcpNoDelay(true)
          .setSoLinger(TimeValue.ofSeconds(0))
          .build();

  private final Target target;
  private final HttpHost host;
  private final Deque<IOSession> idle = new ConcurrentLinkedDeque<>();

  /** Adds to the requests only what they must have. */
  private final HttpAsyncRequester requester =
      AsyncRequesterBootstrap.bootstrap()
          .setIOReactorConfig(CONFIG)
          .setHttpProcessor(
              HttpProcessorBuilder.create()
                  .addAll(RequestTargetHost.INSTANCE, RequestContent.INSTANCE)
                  .build())
          .create();

  /** Begins without connections. */
  public Connections(Target target) {
    this.target = target;
    this.host =
        new HttpHost(URIScheme.HTTP.id, target.address().getAddress(), target.address().getPort());
    requester.start();
  }

  /**
   * Sends a request on the connection that was used last, or on a new one.
   *
   * @param response takes the response when it is complete, on the thread of the connections
   */
  Call send(int stream, FutureCallback<HttpResponse> response) {
    Call call = new Call(target.requests().get(stream).get(), response, idle);
    IOSession kept = idle.poll();
    while (kept != null && !kept.isOpen()) {
      kept = idle.poll();
    }
    if (kept == null) {
      Future<IOSession> unused = requester.requestSession(host, Timeout.DISABLED, null, call);
    } else {
      call.completed(kept);
    }
    return call;
  }

  @Override
  public void close() {
    requester.close(CloseMode.IMMEDIATE);
  }
}
