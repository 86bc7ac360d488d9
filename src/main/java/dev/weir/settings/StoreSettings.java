package dev.weir.settings;

import dev.weir.cluster.DnsPeers;
import dev.weir.cluster.JedisLeaseStore;
import dev.weir.cluster.LeaseStore;
import dev.weir.cluster.StoreConfig;
import dev.weir.tls.ClientTls;
import dev.weir.tls.UnusablePemException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;

/** Where the replicas of a cluster get their shares: one of two kinds. */
public sealed interface StoreSettings {

  /** The key of a server's URL. */
  String URL = "cluster.url";

  /** The key of the peers. */
  String PEERS = "cluster.peers";

  /**
   * Makes the store that the settings describe; connects to nothing yet.
   *
   * @param lease for how long a lease is valid
   * @throws SettingsException if a file that the settings name can't be used
   */
  LeaseStore open(Duration lease);

  /** Returns the value of the key that says where it is. */
  String description();

  /**
   * A server that speaks the protocol of Redis.
   *
   * @param url where it is
   * @param user its user; empty for the usual one
   * @param passwordFile the file with the user's password; empty for no password
   * @param ca a PEM file with the certificates that are trusted; empty for those that Java trusts
   */
  record Server(StoreUrl url, Optional<String> user, Optional<Path> passwordFile, Optional<Path> ca)
      implements StoreSettings {

    @Override
    public LeaseStore open(Duration lease) {
      passwordFile.filter(file -> !Files.isReadable(file)).ifPresent(Server::refuse);
      StoreConfig config =
          new StoreConfig(
              url.authority().host(),
              url.authority().port(),
              url.database(),
              user,
              passwordFile,
              url.tls() ? Optional.of(tls()) : Optional.empty());
      return new JedisLeaseStore(config, lease);
    }

    private static void refuse(Path file) {
      throw new SettingsException(
          "cluster.password-file: " + file + ": there is no such file that can be read");
    }

    private SSLSocketFactory tls() {
      try {
        return new ClientTls(ca, Optional.empty()).sockets();
      } catch (UnusablePemException e) {
        throw new SettingsException("cluster.tls: " + e.getMessage());
      }
    }

    @Override
    public String description() {
      return url.toString();
    }
  }

  /**
   * No server: the addresses of the replicas, of which each has an equal part.
   *
   * @param name the name that has these addresses
   */
  record Peers(String name) implements StoreSettings {

    private static final Pattern TEXT = Pattern.compile("dns:(?<name>[0-9A-Za-z._:-]+)");

    private static Optional<Peers> read(String text) {
      return Optional.of(TEXT.matcher(text))
          .filter(Matcher::matches)
          .map(parts -> new Peers(parts.group("name")));
    }

    @Override
    public LeaseStore open(Duration lease) {
      return new DnsPeers(name);
    }

    @Override
    public String description() {
      return "dns:" + name;
    }
  }

  /**
   * Reads the settings of both kinds, so that a mistake in either is found; returns one, if any.
   */
  static Optional<StoreSettings> from(Values values) {
    Optional<StoreSettings> server = server(values).map(one -> one);
    Optional<StoreSettings> peers = peers(values).map(one -> one);
    if (server.isPresent() && peers.isPresent()) {
      throw values.contradiction(URL, PEERS);
    }
    return server.or(() -> peers);
  }

  private static Optional<Server> server(Values values) {
    Optional<String> user = values.optionalText("cluster.user");
    Optional<Path> passwordFile = values.optionalPath("cluster.password-file");
    Optional<Path> ca = values.optionalPath("cluster.tls.ca");
    return values
        .optionalText(URL)
        .map(text -> new Server(url(values, text), user, passwordFile, ca));
  }

  private static StoreUrl url(Values values, String text) {
    try {
      return StoreUrl.read(text);
    } catch (URISyntaxException e) {
      throw values.bad(URL, e.getReason());
    }
  }

  private static Optional<Peers> peers(Values values) {
    return values
        .optionalText(PEERS)
        .map(
            text ->
                Peers.read(text)
                    .orElseThrow(
                        () ->
                            values.bad(
                                PEERS,
                                "must be dns: and the name whose addresses are those of the"
                                    + " replicas, such as dns:weir-peers")));
  }
}
