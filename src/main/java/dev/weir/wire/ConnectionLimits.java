package dev.weir.wire;

import java.time.Duration;

/**
 * The limits of what a client may do with its connection.
 *
 * @param header how long the head of a request may take
 * @param idle how long a connection is kept without a request
 * @param stall how long a body may make no progress, and how long a response may not be taken
 * @param bodyBytesPerSecond the least rate at which a body may come; 0 for any
 * @param halfClosedIsGone whether a client that closed its sending side has left
 */
public record ConnectionLimits(
    Duration header,
    Duration idle,
    Duration stall,
    long bodyBytesPerSecond,
    boolean halfClosedIsGone) {

  /** Returns the same, but with no longer than this for a head. */
  ConnectionLimits withHeaderWithin(Duration longest) {
    return new ConnectionLimits(
        header.compareTo(longest) < 0 ? header : longest,
        idle,
        stall,
        bodyBytesPerSecond,
        halfClosedIsGone);
  }
}
