package dev.weir.backend.http;

import dev.weir.backend.BackendResponse;

/**
 * A call's share of an upstream: it counts as active there, and may have a connection. It ends with
 * the attempt, or is transferred to the response.
 */
final class UpstreamLease implements BackendResponse.Lease {

  private final Upstream upstream;
  private Runnable releaseConnection;
  private boolean over;

  /** A call begins, without a connection. */
  UpstreamLease(Upstream upstream) {
    this(upstream, () -> {});
    upstream.begin();
  }

  private UpstreamLease(Upstream upstream, Runnable releaseConnection) {
    this.upstream = upstream;
    this.releaseConnection = releaseConnection;
  }

  /** Says how to give up the connection, in place of what was said before. */
  void onClose(Runnable release) {
    releaseConnection = release;
  }

  /** Returns a lease of the same, in place of this one, which is over. */
  UpstreamLease transfer() {
    over = true;
    return new UpstreamLease(upstream, releaseConnection);
  }

  @Override
  public void close() {
    if (!over) {
      over = true;
      releaseConnection.run();
      upstream.end();
    }
  }
}
