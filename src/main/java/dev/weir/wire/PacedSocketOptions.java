package dev.weir.wire;

import io.helidon.common.socket.SocketOptions;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a listener's sockets, which are set no faster than connections can be served.
 *
 * <p>Helidon 4.5 accepts as fast as it can. It sets the options of a socket on the thread that
 * accepts, before it accepts the next one and without another hook there.
 */
public final class PacedSocketOptions implements SocketOptions {

  private static final int GROUP = 4;

  private final SocketOptions options;
  private final AcceptPace pace;

  /**
   * Makes the options of one listener.
   *
   * @param options what is set
   */
  public PacedSocketOptions(SocketOptions options) {
    this.options = options;
    this.pace =
        new AcceptPace(
            Runtime.getRuntime().availableProcessors(), GROUP, Thread::startVirtualThread);
  }

  @Override
  public void configureSocket(SocketChannel socket) {
    pace.await();
    options.configureSocket(socket);
  }

  @Override
  public Map<SocketOption<?>, Object> socketOptions() {
    return options.socketOptions();
  }

  @Override
  public Duration connectTimeout() {
    return options.connectTimeout();
  }

  @Override
  public Duration readTimeout() {
    return options.readTimeout();
  }

  @Override
  public Optional<Integer> socketReceiveBufferSize() {
    return options.socketReceiveBufferSize();
  }

  @Override
  public Optional<Integer> socketSendBufferSize() {
    return options.socketSendBufferSize();
  }

  @Override
  public boolean socketReuseAddress() {
    return options.socketReuseAddress();
  }

  @Override
  public boolean socketKeepAlive() {
    return options.socketKeepAlive();
  }

  @Override
  public boolean tcpNoDelay() {
    return options.tcpNoDelay();
  }
}
