/**
 * An HTTP service as the backend. {@link dev.weir.backend.http.HttpBackend} takes the calls, a
 * {@code Call} makes up to three tries of one, and a {@code Attempt} is one of them, over one
 * connection.
 */
@NullMarked
package dev.weir.backend.http;

import org.jspecify.annotations.NullMarked;
