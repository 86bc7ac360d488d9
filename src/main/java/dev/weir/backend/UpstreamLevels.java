package dev.weir.backend;

/**
 * The levels of one upstream at one moment.
 *
 * @param url its scheme, host and port, as in the settings
 * @param healthy whether it gets calls: its health check passes, it can be connected to, and it is
 *     not ejected
 * @param active how many calls it has, each with a connection, or about to make one
 * @param idle how many connections no call has
 * @param opened how many connections were ever made
 */
public record UpstreamLevels(String url, boolean healthy, int active, int idle, long opened) {

  /** Returns the sum: the settings may name an upstream twice, so that it gets more calls. */
  public UpstreamLevels and(UpstreamLevels same) {
    return new UpstreamLevels(
        url, healthy || same.healthy, active + same.active, idle + same.idle, opened + same.opened);
  }
}
