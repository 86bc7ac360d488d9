package dev.weir.gate;

/**
 * Decides whether, and when, an arrival may call the backend.
 *
 * <p>Every gate keeps this law: arrivals = admitted + shed, and admitted = closed permits + those
 * inside. When nobody is inside and nobody waits, all permits are back.
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
   * @param arrival who comes
   * @return {@link Admission.Admitted}, whose permit the caller must close, or {@link
   *     Admission.Shed}
   */
  Admission enter(Arrival arrival);

  /** Returns one consistent picture of the limits in force and of who is inside and who waits. */
  GateLevels levels();

  /** Returns the most permits that there can be, where their number changes. */
  default int mostPermits() {
    return levels().limits().permits();
  }

  /**
   * Lets nobody new in and wakes those who wait, each with the reason {@link ShedReason#CLOSING}.
   * Permits that are out stay valid and are closed by those who hold them. Closing twice changes
   * nothing.
   */
  @Override
  void close();
}
