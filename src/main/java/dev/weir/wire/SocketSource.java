package dev.weir.wire;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a socket as they come, after those that Helidon's reader has read already. Helidon
 * 4.5 has a reader that is made for one thread, and that can't be replaced.
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
    byte[] bytes = context.serverSocket().get();
    // A TLS socket may return none before it says that there will be none.
    while (bytes != null && bytes.length == 0) {
      bytes = context.serverSocket().get();
    }
    return bytes;
  }
}
