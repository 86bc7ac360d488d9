package dev.weir.gate;

import java.util.List;

/**
 * Decides whether, and when, an arrival may call the backend.
 *
 * <p>Every gate keeps this law: arrivals = admitted + shed, and admitted = closed permits + those
 * inside. When none is inside and none waits, all permits are back.
 *
 * <p>A gate is safe for use by any number of threads.
 */
public interface Gate extends AutoCloseable {

  /**
   * Decides about one arrival, which may make the calling thread wait.
   *
   * <p>Never throws for overload, a passed deadline, a closed gate or an interrupt: each of these
   * is an {@link Admission.Shed} with its reason. After an interrupt the thread's interrupt flag is
   * set.
   *
   * @param arrival the request that comes
   * @return {@link Admission.Admitted}, whose permit the caller must close, or {@link
   *     Admission.Shed}
   */
  Admission enter(Arrival arrival);

  /** Returns one consistent picture of the limits in force and of how many are inside and wait. */
  GateLevels levels();

  /** Returns one consistent picture of the callers, where the gate tells them apart. */
  default CallerLevels callers() {
    return CallerLevels.NONE;
  }

  /** Returns a picture of each partition, where the gate has any. */
  default List<PartitionLevels> partitions() {
    return List.of();
  }

  /** Returns the most permits that there can be by the strategy in force. */
  default int mostPermits() {
    return levels().limits().permits();
  }

  /**
   * Sheds all that wait, and all that come from now on, with the reason {@link ShedReason#CLOSING}.
   * Permits that are out stay valid, and are closed by their holders. Closing twice changes
   * nothing.
   */
  @Override
  void close();
}
