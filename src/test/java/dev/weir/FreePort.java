package dev.weir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of loopback for a program that can't choose one and say which. */
public final class FreePort {

  private FreePort() {}

  /** Returns a port that nobody listens on now. */
  public static int find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
