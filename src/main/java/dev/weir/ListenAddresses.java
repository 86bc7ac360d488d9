package dev.weir;

import dev.weir.settings.Settings;
import dev.weir.settings.SettingsException;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;

/**
 * The addresses that a running Weir is reached at.
 *
 * @param main the address for requests
 * @param admin the address for operators, if that is another
 */
record ListenAddresses(Address main, Optional<Address> admin) {

  /** An address, and whether it speaks TLS. */
  record Address(String host, int port, boolean tls) {

    @Override
    public String toString() {
      return (tls ? "https://" : "http://") + host + ":" + port;
    }
  }

  /** Returns all of them. */
  List<Address> all() {
    return Stream.concat(Stream.of(main), admin.stream()).toList();
  }

  static ListenAddresses of(Settings settings, WebServer server) {
    return new ListenAddresses(
        new Address(settings.server().host(), server.port(), settings.server().tls().isPresent()),
        settings.admin().port().isPresent()
            ? Optional.of(new Address(settings.admin().host(), server.port(Listeners.ADMIN), false))
            : Optional.empty());
  }

  /**
   * Checks that the addresses can be listened on: a server that can't would say so with a stack
   * trace, and leave the process running.
   *
   * @throws SettingsException if there is an address that can't be listened on
   */
  static void check(Settings settings) {
    check("server", settings.server().host(), settings.server().port());
    settings.admin().port().ifPresent(port -> check("admin", settings.admin().host(), port));
  }

  private static void check(String part, String host, int port) {
    // One of a server would listen: a client that is early would be let in, and then be reset.
    try (Socket socket = new Socket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new SettingsException(
          "%s.host=%s, %s.port=%d: can't listen there (%s); free it or choose another"
              .formatted(part, host, part, port, e.getMessage()));
    }
  }

  /**
   * Waits for a first response, so that no client of the start line has to wait while classes are
   * loaded.
   *
   * @throws SettingsException if Weir can't reach itself
   */
  void awaitFirstResponse() {
    // With a port for operators this path may be the backend's, which must not be called.
    await("server", main, admin.isEmpty());
    admin.ifPresent(address -> await("admin", address, true));
  }

  private static void await(String part, Address address, boolean asks) {
    try (Socket socket = connect(address)) {
      if (asks) {
        ask(socket);
      }
    } catch (IOException e) {
      throw new SettingsException(
          "%s.host=%s: Weir listens there but can't reach itself (%s); choose another"
              .formatted(part, address.host(), e.getMessage()));
    }
  }

  private static void ask(Socket socket) throws IOException {
    String request = "GET /health/started HTTP/1.1\r\nHost: weir\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getInputStream().read();
  }

  private static Socket connect(Address address) throws IOException {
    InetAddress host = new InetSocketAddress(address.host(), address.port()).getAddress();
    InetSocketAddress reachable =
        new InetSocketAddress(
            host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host, address.port());
    Socket socket = new Socket(reachable.getAddress(), reachable.getPort());
    return address.tls() ? secured(socket, reachable) : socket;
  }

  /** No certificate is checked: the other side is this process. */
  private static Socket secured(Socket socket, InetSocketAddress address) throws IOException {
    SSLSocket secured =
        Tls.builder()
            .trustAll(true)
            .endpointIdentificationAlgorithm(Tls.ENDPOINT_IDENTIFICATION_NONE)
            .build()
            .createSocket(List.of("http/1.1"), socket, address);
    secured.startHandshake();
    return secured;
  }
}
