package dev.weir.reload;

/** Hears what became of the settings, on the thread that reads them. */
public interface ReloadObserver {

  /**
   * The settings that a start has read are in force.
   *
   * @param fingerprint a number that is the same for the same values
   */
  void started(long fingerprint);

  /**
   * Settings were read again, and are in force.
   *
   * @param fingerprint a number that is the same for the same values
   */
  void succeeded(long fingerprint);

  /** Settings were read again, or could not be, and those before stay in force. */
  void failed();

  /**
   * Other settings are in force than before.
   *
   * @param fingerprint a number that is the same for the same values
   * @param overridden whether some of them are temporary: the files say otherwise
   */
  default void changed(long fingerprint, boolean overridden) {}
}
