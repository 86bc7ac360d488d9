package dev.weir.http.protocol;

import dev.weir.time.Alarm;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * An HTTP/2 connection that ends in order, when it was idle for too long or the server stops: its
 * client is told to begin nothing more, what is under way is finished, and the client is told which
 * of its requests was the last to be answered (RFC 9113, section 6.8).
 *
 * <p>The server would end it between two frames, with its requests under way, and tell the client
 * that none of them was answered.
 */
final class OrderlyConnection implements ServerConnection, InterruptableTask<Void> {

  private enum Phase {
    OPEN,
    ENDING,
    ANNOUNCED,
    OVER
  }

  private static final System.Logger LOG = System.getLogger(OrderlyConnection.class.getName());

  /** After it was told of the end, a client that asks for nothing for so long has heard of it. */
  private static final Duration LAST_WORDS = Duration.ofMillis(100);

  private final StreamThreads streams;
  private final ServerConnection connection;
  private final Duration idle;
  private final Alarm alarm;
  private final Thread thread = Thread.currentThread();
  private volatile Phase phase = Phase.OPEN;

  OrderlyConnection(ServerConnectionSelector http2, ConnectionContext context, Patience patience) {
    this.streams = new StreamThreads(context);
    this.connection = http2.connection(streams);
    this.idle = patience.idle();
    this.alarm = patience.alarms().add(this::overdue);
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    lookAgainAfter(idle);
    try (alarm;
        streams) {
      connection.handle(limit);
    }
  }

  /** Whoever else would interrupt it waits until its client has been told. */
  @Override
  public boolean canInterrupt() {
    return (phase == Phase.OPEN || phase == Phase.OVER) && isIdle();
  }

  @Override
  public Duration idleTime() {
    return connection.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    if (interrupt) {
      connection.close(true);
    } else if (phase == Phase.OPEN) {
      phase = Phase.ENDING;
      alarm.set(Duration.ZERO);
    }
  }

  /** On a thread of its own: what a client that takes nothing is told holds up nobody else. */
  private void overdue() {
    switch (phase) {
      case OPEN -> endIfIdleForLong();
      case ENDING -> announce();
      case ANNOUNCED -> endIfIdle();
      case OVER -> {}
    }
  }

  private void endIfIdleForLong() {
    Duration left = idle.minus(idleTime());
    if (left.isPositive()) {
      lookAgainAfter(left);
    } else if (isIdle()) {
      close(false);
    } else {
      lookAgainAfter(idle);
    }
  }

  /** Whoever ends the connection meanwhile may have set the alarm just before. */
  private void lookAgainAfter(Duration time) {
    alarm.set(time);
    if (phase != Phase.OPEN) {
      alarm.set(Duration.ZERO);
    }
  }

  private void announce() {
    phase = Phase.ANNOUNCED;
    tell(FrameWriter::announceEnd);
    alarm.set(LAST_WORDS);
  }

  private void endIfIdle() {
    if (isIdle() && idleTime().compareTo(LAST_WORDS) >= 0) {
      phase = Phase.OVER;
      tell(FrameWriter::end);
      thread.interrupt();
    } else {
      alarm.set(LAST_WORDS);
    }
  }

  private void tell(Consumer<FrameWriter> what) {
    try {
      what.accept(streams.dataWriter());
    } catch (UncheckedIOException | SocketWriterException e) {
      LOG.log(Level.DEBUG, "The client was gone before it was told of the end", e);
    }
  }

  private boolean isIdle() {
    return connection instanceof InterruptableTask<?> task && task.canInterrupt();
  }
}
