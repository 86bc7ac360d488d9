package dev.weir.cluster;

import java.util.List;
import java.util.Map;

/** A gate as the lease sees it: what it has use for, and where its share is put in force. */
interface SharedGate {

  /** Returns the name of the gate, which is that of its own limit. */
  String name();

  /** Returns what it uses of each of its shared limits, of its own first. */
  List<LimitLoad> loads();

  /**
   * Puts shares in force: never more inside than these from now on, but for what is inside already.
   *
   * @param permits how many permits it may have out, by the name of the limit
   * @param replicas how many replicas there are, as far as is known
   */
  void share(Map<String, Integer> permits, int replicas);
}
