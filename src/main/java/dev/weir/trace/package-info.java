/**
 * Traces of requests by OpenTelemetry, which is known here only. Spans are made when a request is
 * over, of the moments that are known then; before that there are only their ids.
 */
@NullMarked
package dev.weir.trace;

import org.jspecify.annotations.NullMarked;
