package dev.weir.settings;

import java.util.OptionalInt;

/**
 * The address of Weir's own paths.
 *
 * @param host the address to listen on, if there is a port
 * @param port the port, 0 for a free one; empty for the port of the server
 */
public record AdminSettings(String host, OptionalInt port) {

  static AdminSettings from(Values values, ServerSettings server) {
    String host = values.optionalText("admin.host").orElse(server.host());
    if (values.optionalText("admin.port").isEmpty()) {
      return new AdminSettings(host, OptionalInt.empty());
    }
    int port = values.integer("admin.port", 0, 65_535);
    if (port != 0 && port == server.port() && host.equals(server.host())) {
      throw values.bad(
          "admin.port", "must be another port than server.port, or empty to share that one");
    }
    return new AdminSettings(host, OptionalInt.of(port));
  }
}
