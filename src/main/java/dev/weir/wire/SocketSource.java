package dev.weir.wire;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a socket as they come, after those that Helidon's reader has read already: where
 * more than one selector may take a connection, Helidon 4.5 reads the first bytes to choose. That
 * reader is made for one thread, and can't be replaced.
 */
final class SocketSource implements Supplier<byte @Nullable []> {

  private final ConnectionContext context;
  private boolean readerEmpty;

  SocketSource(ConnectionContext context) {
    this.context = context;
  }

  @Override
  public byte @Nullable [] get() {
    if (!readerEmpty) {
      readerEmpty = true;
      DataReader reader = context.dataReader();
      int early = reader.available();
      if (early > 0) {
        return reader.readBytes(early);
      }
    }
    return context.serverSocket().get();
  }
}
