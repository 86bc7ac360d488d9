/**
 * Header fields that a proxy reads and writes for itself. Each class knows one of them, or a few
 * that say the same, and nothing of gates and backends but {@link dev.weir.backend.Field}.
 */
@NullMarked
package dev.weir.edge.headers;

import org.jspecify.annotations.NullMarked;
