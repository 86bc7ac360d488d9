package dev.weir.lab.load;

import java.util.Deque;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.BasicClientExchangeHandler;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, of which the body is skipped: sent when its connection is there,
 * and ended early by {@link #hangUp} on another thread.
 */
final class Call implements FutureCallback<IOSession> {

  private final AsyncRequestProducer request;
  private final FutureCallback<HttpResponse> response;
  private final Deque<IOSession> idle;
  private volatile @Nullable IOSession connection;
  private volatile boolean hungUp;

  /**
   * Makes a call.
   *
   * @param response takes the response when it is complete
   * @param idle takes the connection just before that, if its server keeps it
   */
  Call(AsyncRequestProducer request, FutureCallback<HttpResponse> response, Deque<IOSession> idle) {
    this.request = request;
    this.response = response;
    this.idle = idle;
  }

  /** Races with {@link #hangUp}: each sets its field first, so that one sees what both did. */
  @Override
  public void completed(IOSession connected) {
    connection = connected;
    if (hungUp) {
      connected.close(CloseMode.IMMEDIATE);
      return;
    }
    connected.enqueue(
        new RequestExecutionCommand(
            new BasicClientExchangeHandler<>(
                request,
                new BasicResponseConsumer<>(new DiscardingEntityConsumer<Void>()),
                whenWhole(connected)),
            HttpCoreContext.create()),
        Command.Priority.NORMAL);
  }

  private FutureCallback<Message<HttpResponse, Void>> whenWhole(IOSession used) {
    return new CallbackContribution<>(response) {
      @Override
      public void completed(Message<HttpResponse, Void> message) {
        if (DefaultConnectionReuseStrategy.INSTANCE.keepAlive(null, message.getHead(), null)) {
          idle.push(used);
        }
        response.completed(message.getHead());
      }
    };
  }

  /** Closes the connection, or that which is being made. */
  void hangUp() {
    hungUp = true;
    IOSession open = connection;
    if (open != null) {
      open.close(CloseMode.IMMEDIATE);
    }
  }

  @Override
  public void failed(Exception cause) {
    response.failed(cause);
  }

  @Override
  public void cancelled() {
    response.cancelled();
  }
}
