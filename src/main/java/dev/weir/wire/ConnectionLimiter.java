package dev.weir.wire;

import dev.weir.time.AtMostEvery;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Limits how many connections a listener has at a time. One beyond the limit gets a response of its
 * own, and a line in the log says so, no more than once a minute.
 *
 * <p>Helidon 4.5 has {@code max-tcp-connections}, which leaves all others in the backlog, where
 * their clients hear nothing at all.
 *
 * <p>Safe for use by any thread.
 */
public final class ConnectionLimiter implements ServerConnectionSelector {

  private static final System.Logger LOG = System.getLogger(ConnectionLimiter.class.getName());
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final ConnectionSelector selector;
  private final EssentialPaths essential;
  private final AtMostEvery lines;
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private volatile int limit;

  /**
   * Makes the limiter of a listener.
   *
   * @param limit how many connections there may be
   * @param selector takes the connections within the limit, and those beyond it
   * @param essential what is served beyond the limit too
   * @param nanoTime {@link System#nanoTime}, or what a test has in its place
   */
  public ConnectionLimiter(
      int limit, ConnectionSelector selector, EssentialPaths essential, LongSupplier nanoTime) {
    this.limit = limit;
    this.selector = selector;
    this.essential = essential;
    this.lines = new AtMostEvery(SILENCE, nanoTime);
  }

  /** Changes how many connections there may be; fewer close none that is open. */
  public void resize(int newLimit) {
    limit = newLimit;
  }

  /** Returns how many connections there may be. */
  public int limit() {
    return limit;
  }

  /** Returns how many connections are open, without those beyond the limit. */
  public int open() {
    return open.get();
  }

  /** Returns how many connections were ever taken within the limit. */
  public long accepted() {
    return accepted.sum();
  }

  /** Returns how many connections ever came beyond the limit. */
  public long refused() {
    return refused.sum();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    if (open.incrementAndGet() <= limit) {
      accepted.increment();
      return selector.connection(context, open::decrementAndGet);
    }
    open.decrementAndGet();
    refused.increment();
    log();
    return selector.excess(context, essential);
  }

  private void log() {
    if (lines.now()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "There are "
              + limit
              + " connections, which is the most: others get 503 until some have ended."
              + " More are allowed by server.max-connections, the heap (-Xmx) and the limit of"
              + " file descriptors (ulimit -n), which has to be larger than that");
    }
  }

  @Override
  public int bytesToIdentifyConnection() {
    return selector.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return selector.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return selector.supportedApplicationProtocols();
  }
}
