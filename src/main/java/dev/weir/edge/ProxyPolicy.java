package dev.weir.edge;

import dev.weir.edge.headers.CallerNames;
import dev.weir.edge.headers.ForwardedResolver;
import dev.weir.edge.headers.PriorityFields;
import dev.weir.edge.headers.Via;

/**
 * How Weir behaves as one proxy among others.
 *
 * @param clients finds the client of a request, through the proxies that are trusted
 * @param via the mark that Weir leaves
 * @param priority the fields that say how much a request matters
 * @param callers the names of a caller by which the gate is fair
 * @param passesUnderscores whether fields go on whose names have an underscore, which CGI, WSGI and
 *     Rack take for those with a hyphen
 * @param mostBodyBytes how large the body of a request may be
 */
public record ProxyPolicy(
    ForwardedResolver clients,
    Via via,
    PriorityFields priority,
    CallerNames callers,
    boolean passesUnderscores,
    long mostBodyBytes) {}
