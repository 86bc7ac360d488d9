package dev.weir.edge;

import dev.weir.edge.headers.ForwardedResolver;
import dev.weir.edge.headers.Via;
import io.helidon.http.HeaderName;
import java.util.Optional;

/**
 * How Weir behaves as one proxy among others.
 *
 * @param origins finds out where requests come from
 * @param via the mark that it leaves
 * @param priority the field that strangers may not send on; empty if everyone may
 * @param passesUnderscores whether fields go on whose names have an underscore, which CGI, WSGI and
 *     Rack take for those with a hyphen
 */
public record ProxyPolicy(
    ForwardedResolver origins, Via via, Optional<HeaderName> priority, boolean passesUnderscores) {}
