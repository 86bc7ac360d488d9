package dev.weir.cluster;

import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where a store is, and how to log in there.
 *
 * @param database the number of the database
 * @param user the user; empty for {@code default}
 * @param passwordFile the file with the password; empty for no login
 * @param tls makes the sockets over TLS; empty for no TLS
 */
public record StoreConfig(
    String host,
    int port,
    int database,
    Optional<String> user,
    Optional<Path> passwordFile,
    Optional<SSLSocketFactory> tls) {}
