package dev.weir.cluster;

import java.util.Locale;

/** Where a replica's share of the limit comes from. */
public enum ClusterMode {

  /** From a lease of the store. */
  LEASED,

  /**
   * From a lease of a store that has lost its memory: no replica gets more than it says to have.
   */
  LEARNING,

  /** The limit divided by the number of addresses of the peers. */
  DIVIDED,

  /** There is no lease: the limit divided by the last known number of replicas. */
  SAFE,

  /** There is no lease: the last share. */
  LAST,

  /** There is no lease: nothing. */
  CLOSED;

  /** Returns the name by which metrics, logs and {@code /health} call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
