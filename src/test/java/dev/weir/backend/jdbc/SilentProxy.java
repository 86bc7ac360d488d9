package dev.weir.backend.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A network between Weir and a server, which can lose all that is sent, ends included. */
final class SilentProxy implements AutoCloseable {

  private final int target;
  private final ServerSocket door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final List<AtomicBoolean> silences = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean newcomersToo;

  SilentProxy(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** From here on nothing comes through on the connections that there are. */
  void fallSilent() {
    silences.forEach(silent -> silent.set(true));
  }

  /** From here on new connections are accepted, and nothing more. */
  void silenceNewcomers() {
    newcomersToo = true;
  }

  private void accept() {
    try {
      while (true) {
        connect(door.accept());
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void connect(Socket client) throws IOException {
    AtomicBoolean silent = new AtomicBoolean(newcomersToo);
    silences.add(silent);
    sockets.add(client);
    if (!silent.get()) {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(server);
      Thread.ofVirtual().start(() -> pass(client, server, silent));
      Thread.ofVirtual().start(() -> pass(server, client, silent));
    }
  }

  private static void pass(Socket from, Socket to, AtomicBoolean silent) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!silent.get()) {
          out.write(buffer, 0, read);
        }
      }
      if (!silent.get()) {
        to.shutdownOutput();
      }
    } catch (IOException e) {
      // One of both has hung up.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
