package dev.weir.edge;

/**
 * Where a span is found.
 *
 * @param trace the id of its trace, 32 hexadecimal digits
 * @param span its own id, 16 hexadecimal digits
 */
public record SpanIds(String trace, String span) {}
