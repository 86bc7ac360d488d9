package dev.weir.backend;

/**
 * A picture of one upstream.
 *
 * @param url its scheme, host and port, as in the settings
 * @param healthy whether it gets calls: its health check passes, and it was not left alone because
 *     no connection to it could be made
 * @param active how many connections calls have, or are about to make
 * @param idle how many connections wait for a call
 * @param opened how many connections were ever made
 */
public record UpstreamLevels(String url, boolean healthy, int active, int idle, long opened) {

  /** Returns both as one: the settings may name an upstream twice, so that it gets more calls. */
  public UpstreamLevels and(UpstreamLevels same) {
    return new UpstreamLevels(
        url, healthy || same.healthy, active + same.active, idle + same.idle, opened + same.opened);
  }
}
