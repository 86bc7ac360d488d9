/**
 * A database as the backend. {@link dev.weir.backend.jdbc.JdbcBackend} takes the calls, each of
 * which is one {@code Transaction} on a connection of its own.
 */
@NullMarked
package dev.weir.backend.jdbc;

import org.jspecify.annotations.NullMarked;
