package dev.weir.wire.tls;

/**
 * Refuses what TLS 1.2 calls renegotiation: a client can ask for one handshake after another on one
 * connection, each of which costs the server more than the client (RFC 9325, section 3.5).
 *
 * <p>The JDK reads that before its first handshake as a server, and for the whole process; so a
 * Weir that runs by itself does it, not a program that has it on its class path.
 */
public final class NoRenegotiation {

  private NoRenegotiation() {}

  /** Refuses it from now on, in the whole process. */
  public static void begin() {
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }
}
