package dev.weir.cluster;

import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** Where a store is, and as whom it is asked. */
public record StoreConfig(
    String host,
    int port,
    int database,
    Optional<String> user,
    Optional<Path> passwordFile,
    Optional<SSLSocketFactory> tls) {}
