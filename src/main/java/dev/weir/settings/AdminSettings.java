package dev.weir.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The address of Weir's own paths, and what may be done there.
 *
 * @param host the address to listen on, if there is a port
 * @param port the port, 0 for a free one; empty for the port of the server
 * @param tokenFile the file with the token that changes take; empty if nothing can be changed
 * @param persist whether changes are written to the settings file
 * @param allowedHosts the names by which the admin port may be called, besides its address
 */
public record AdminSettings(
    String host,
    OptionalInt port,
    Optional<Path> tokenFile,
    boolean persist,
    List<String> allowedHosts) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::");

  static AdminSettings from(Values values, ServerSettings server) {
    String host = values.optionalText("admin.host").orElse(LOOPBACK);
    return new AdminSettings(
        host,
        port(values, host, server),
        values.optionalPath("admin.token-file"),
        values.trueOrFalse("admin.persist"),
        values.list("admin.allowed-hosts"));
  }

  private static OptionalInt port(Values values, String host, ServerSettings server) {
    if (values.optionalText("admin.port").isEmpty()) {
      return OptionalInt.empty();
    }
    int port = values.integer("admin.port", 0, 65_535);
    if (port != 0 && port == server.port() && overlap(host, server.host())) {
      throw values.bad(
          "admin.port", "must be another port than server.port, or empty to share that one");
    }
    return OptionalInt.of(port);
  }

  private static boolean overlap(String one, String other) {
    return one.equals(other) || EVERY_ADDRESS.contains(one) || EVERY_ADDRESS.contains(other);
  }

  /** Returns all names by which the admin port may be called. */
  public List<String> names() {
    return Stream.concat(Stream.of(host), allowedHosts.stream()).toList();
  }

  /** Returns which keys have no effect. */
  Stream<Rule> rules() {
    boolean noPort = port.isEmpty();
    return Stream.of(
        new Rule("admin.host", noPort, "admin.port is empty"),
        new Rule("admin.token-file", noPort, "admin.port is empty"),
        new Rule("admin.allowed-hosts", noPort, "admin.port is empty"),
        new Rule("admin.persist", noPort, "admin.port is empty"),
        new Rule(
            "admin.persist",
            tokenFile.isEmpty(),
            "admin.token-file is empty: nothing can be changed"));
  }
}
