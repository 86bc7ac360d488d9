package dev.weir.cluster;

/** What a replica is about to do. */
enum Phase {

  /** It serves whatever requests come. */
  SERVING,

  /** It serves the requests that it has, and wants nothing in advance. */
  LEAVING,

  /** It lets nothing in any more. */
  STOPPED
}
