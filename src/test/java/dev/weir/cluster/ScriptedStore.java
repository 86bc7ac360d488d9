package dev.weir.cluster;

import java.util.List;

/** What runs the script on claims, at whatever time a test says; its memory can be lost. */
interface ScriptedStore {

  /**
   * Runs the script.
   *
   * @param run the name of the run of the server, another after each restart
   */
  List<Long> run(LeaseClaim claim, long nowMillis, String run);

  /** Forgets all. */
  void forget();

  /** Keeps a copy of what it knows. */
  void save();

  /** Knows what it knew when a copy was kept last; nothing if there was none. */
  void restore();
}
