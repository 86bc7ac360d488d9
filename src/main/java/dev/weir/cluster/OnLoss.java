package dev.weir.cluster;

import java.util.Locale;

/**
 * What a replica may have from the end of its lease on, while it can't get another.
 *
 * <p>If the store is gone for all replicas, they have together no more than the limit, whichever it
 * is; but with {@link #LAST} one that was paused has again what others may have got meanwhile. If
 * only one is cut off, the others get what it had as soon as its lease has ended in the store, and
 * what it has without a lease comes on top of the limit.
 */
public enum OnLoss {

  /**
   * The limit divided by the last known number of replicas, rounded down; as long as there never
   * was a lease, by the expected number, at once. A replica that had more has so much from the end
   * of its lease on, and one that had less two leases after its first failure: then the leases of
   * the others are over too, and so are the calls that began under them.
   */
  SAFE,

  /** What it had last; that of {@link #SAFE} if there never was a lease. */
  LAST,

  /** Nothing: only what is inside already goes on. */
  CLOSED;

  /** Returns the name that settings have for it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
