package dev.weir.http.protocol;

import dev.weir.time.Alarms;
import java.time.Duration;

/**
 * How long a connection may do nothing.
 *
 * @param alarms the clock
 * @param firstBytes how long it may take to say what it is, its TLS handshake included
 * @param idle how long one of HTTP/2 is kept without a request
 */
public record Patience(Alarms alarms, Duration firstBytes, Duration idle) {}
