package dev.weir.edge;

import dev.weir.edge.headers.ForwardedResolver;
import dev.weir.edge.headers.Via;

/**
 * How Weir behaves as one proxy among others.
 *
 * @param clients finds the client of a request, through the proxies that are trusted
 * @param via the mark that Weir leaves
 * @param passesUnderscores whether fields go on whose names have an underscore, which CGI, WSGI and
 *     Rack take for those with a hyphen
 * @param mostBodyBytes how large the body of a request may be
 */
public record ProxyPolicy(
    ForwardedResolver clients, Via via, boolean passesUnderscores, long mostBodyBytes) {}
