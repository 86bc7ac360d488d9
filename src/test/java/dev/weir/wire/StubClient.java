package dev.weir.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client without a socket: what it sends waits until it is read, and what it gets is kept. */
final class StubClient implements ConnectionContext, HelidonSocket, DataWriter, PeerInfo {

  private final BlockingQueue<Supplier<byte @Nullable []>> sent = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private volatile Runnable asItIsWrittenTo = () -> {};
  private volatile boolean awaited;

  /** The client sends something. */
  void sends(String text) {
    sends(() -> {}, text);
  }

  /** The client sends something, before which something else happens while it is read. */
  void sends(Runnable before, String text) {
    sent.add(
        () -> {
          before.run();
          return text.getBytes(StandardCharsets.ISO_8859_1);
        });
  }

  /** The client closes the side on which it sends. */
  void ends() {
    sent.add(() -> null);
  }

  /** Returns whether all that it sent was read. */
  boolean isRead() {
    return sent.isEmpty();
  }

  /** Returns whether a thread waits for what it sends. */
  boolean isAwaited() {
    return awaited;
  }

  /** Returns all that it received. */
  String received() {
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  void asItIsWrittenTo(Runnable action) {
    asItIsWrittenTo = action;
  }

  @Override
  public byte @Nullable [] get() {
    awaited = true;
    try {
      return sent.take().get();
    } catch (InterruptedException e) {
      // As a socket of the JDK does.
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("closed by interrupt", e));
    } finally {
      awaited = false;
    }
  }

  @Override
  public void writeNow(BufferData buffer) {
    asItIsWrittenTo.run();
    byte[] bytes = new byte[buffer.available()];
    buffer.read(bytes);
    received.writeBytes(bytes);
  }

  @Override
  public void writeNow(BufferData... buffers) {
    writeNow(BufferData.create(buffers));
  }

  @Override
  public void write(BufferData buffer) {
    writeNow(buffer);
  }

  @Override
  public void write(BufferData... buffers) {
    writeNow(buffers);
  }

  @Override
  public DataReader dataReader() {
    return DataReader.create(this);
  }

  @Override
  public DataWriter dataWriter() {
    return this;
  }

  @Override
  public HelidonSocket serverSocket() {
    return this;
  }

  @Override
  public PeerInfo remotePeer() {
    return this;
  }

  @Override
  public PeerInfo localPeer() {
    return this;
  }

  @Override
  public SocketAddress address() {
    return InetSocketAddress.createUnresolved(host(), port());
  }

  @Override
  public String host() {
    return "192.0.2.1";
  }

  @Override
  public int port() {
    return 1024;
  }

  @Override
  public Optional<Principal> tlsPrincipal() {
    return Optional.empty();
  }

  @Override
  public Optional<Certificate[]> tlsCertificates() {
    return Optional.empty();
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public String socketId() {
    return "server";
  }

  @Override
  public String childSocketId() {
    return "client";
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public void close() {}

  @Override
  public void idle() {}

  @Override
  public void flush() {}

  @Override
  @SuppressWarnings("removal") // It is abstract all the same.
  public int read(BufferData buffer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ListenerContext listenerContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ExecutorService executor() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Router router() {
    throw new UnsupportedOperationException();
  }
}
