package dev.weir.cluster;

import java.util.Optional;

/**
 * Where a store is, and as whom it is asked.
 *
 * @param host its name or address
 * @param secure whether the connection is over TLS
 * @param user its user; empty for the usual one
 * @param database the number of the database
 */
public record StoreAddress(
    String host, int port, boolean secure, Optional<String> user, int database) {}
