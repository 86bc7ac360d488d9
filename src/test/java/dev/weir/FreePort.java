package dev.weir;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A free port of the loopback, for a program that can't choose one, or to stay without a listener.
 */
public final class FreePort {

  /** The kernel takes ports from 32768 on for connections: none of those is free for long. */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_767;

  private FreePort() {}

  /** Returns a port without a listener, which no connection gets either. */
  public static int find() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Somebody has it; there are enough others.
      }
    }
  }
}
