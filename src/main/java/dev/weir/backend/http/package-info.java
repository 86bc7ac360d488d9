/**
 * An HTTP service as the backend. {@link dev.weir.backend.http.HttpBackend} takes the calls; a
 * {@code Call} makes up to three attempts, each an {@code Attempt} over one connection.
 */
@NullMarked
package dev.weir.backend.http;

import org.jspecify.annotations.NullMarked;
