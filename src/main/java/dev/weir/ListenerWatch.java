package dev.weir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Notices when a listener has ended without a stop: Helidon 4.5.0 stops listening after any error
 * of its accept loop, and the process would live on where no client can reach it.
 *
 * <p>While it listens, its address can't be bound once more: once that works, the listener has
 * ended.
 */
final class ListenerWatch implements AutoCloseable {

  private static final long BETWEEN_LOOKS_MILLIS = TimeUnit.SECONDS.toMillis(1);

  private final List<ListenAddresses.Address> addresses;
  private final Consumer<ListenAddresses.Address> ended;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Looks every second.
   *
   * @param addresses the addresses of the listeners
   * @param ended hears once of a listener that has ended
   */
  ListenerWatch(List<ListenAddresses.Address> addresses, Consumer<ListenAddresses.Address> ended) {
    this.addresses = addresses;
    this.ended = ended;
    this.thread = Thread.ofPlatform().daemon().name("weir-listener-watch").start(this::keepLooking);
  }

  private void keepLooking() {
    try {
      while (!closed) {
        for (ListenAddresses.Address address : addresses) {
          if (isFree(address) && !closed) {
            closed = true;
            ended.accept(address);
          }
        }
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
    } catch (InterruptedException e) {
      // Closed while it slept: there is nothing left to do.
    }
  }

  private static boolean isFree(ListenAddresses.Address address) {
    try (Socket socket = new Socket()) {
      // Connections that outlive their listener would be in the way.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address.host(), address.port()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Looks no more; to be called before the listeners end. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
