package dev.weir.wire;

import dev.weir.wire.ConnectionTimeout.Kind;
import dev.weir.wire.framing.RefusedHead;
import dev.weir.wire.framing.RequestFraming;
import dev.weir.wire.framing.RequestFraming.Place;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What Helidon reads of a connection: whole heads, sound bodies, and all of it in time. */
final class RequestSource implements Supplier<byte @Nullable []> {

  private final ClientConnection connection;
  private final ConnectionLimits limits;
  private final RequestFraming framing;
  private final LongSupplier nanoTime;
  private final BodyPace pace;
  private boolean first = true;
  private long headSinceNanos;
  private Place place = Place.BETWEEN;
  private byte @Nullable [] ahead;

  RequestSource(
      ClientConnection connection,
      ConnectionLimits limits,
      RequestFraming framing,
      LongSupplier nanoTime) {
    this.connection = connection;
    this.limits = limits;
    this.framing = framing;
    this.nanoTime = nanoTime;
    this.pace = new BodyPace(limits.stall(), limits.bodyBytesPerSecond());
  }

  /** Returns how many bytes of a body can be had without waiting; if it is bad, get() says so. */
  int available() {
    try {
      if (ahead == null && framing.place() == Place.BODY) {
        ahead = next();
      }
      return ahead == null ? 0 : ahead.length;
    } catch (RequestException e) {
      return 1;
    }
  }

  /**
   * Returns the next bytes, or null at the end.
   *
   * @throws RequestException if what came is refused
   * @throws CloseConnectionException if nothing came in time, or nothing is to come
   */
  @Override
  public byte @Nullable [] get() {
    byte[] early = ahead;
    ahead = null;
    if (early != null) {
      return early;
    }
    if (connection.isRefused() || framing.isOver()) {
      throw new CloseConnectionException("The connection ended with the last response");
    }
    while (true) {
      byte[] piece = next();
      if (piece != null) {
        return piece;
      }
      byte[] more = read();
      if (more == null) {
        return null;
      }
      framing.add(more);
    }
  }

  private byte @Nullable [] next() {
    boolean headComes = framing.place() != Place.BODY;
    try {
      return framing.next();
    } catch (RequestException e) {
      RequestException refusal = RefusedHead.refusal(e, connection.host());
      connection.refuse(refusal);
      throw refusal;
    } finally {
      if (headComes) {
        connection.requestComes(framing.isHead(), framing.targetAsSent());
      }
    }
  }

  private byte @Nullable [] read() {
    Place before = place;
    place = framing.place();
    byte[] bytes =
        switch (place) {
          case EARLY_BODY -> body(Kind.EARLY_BODY, before != place);
          case BODY -> body(Kind.PROGRESS, before == Place.BETWEEN || before == Place.HEAD);
          case HEAD -> connection.socket().read(Kind.HEAD, leftForHead(before));
          case BETWEEN -> between();
        };
    first = false;
    return bytes;
  }

  private byte @Nullable [] between() {
    connection.earlyBody().release();
    return first
        ? connection.socket().read(Kind.FIRST_BYTE, limits.header())
        : connection.socket().read(Kind.NEXT_REQUEST, limits.idle());
  }

  private byte @Nullable [] body(Kind kind, boolean begins) {
    if (begins) {
      pace.begin();
    }
    long sinceNanos = nanoTime.getAsLong();
    byte[] bytes = connection.socket().read(kind, pace.left());
    pace.came(bytes == null ? 0 : bytes.length, nanoTime.getAsLong() - sinceNanos);
    return bytes;
  }

  /** All pieces of one head have to come within one limit. */
  private Duration leftForHead(Place before) {
    long nowNanos = nanoTime.getAsLong();
    if (before != Place.HEAD) {
      headSinceNanos = nowNanos;
    }
    return limits.header().minusNanos(nowNanos - headSinceNanos);
  }
}
