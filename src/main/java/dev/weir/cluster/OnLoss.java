package dev.weir.cluster;

/** What a replica may have from the end of its lease on, while it can't get another. */
public enum OnLoss {

  /** The limit divided by the last known number of replicas. */
  SAFE,

  /** What it had last. */
  LAST,

  /** Nothing. */
  CLOSED
}
