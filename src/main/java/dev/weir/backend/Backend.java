package dev.weir.backend;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is protected: something that can do only so much at once. Safe for use by any thread. */
public interface Backend extends AutoCloseable {

  /**
   * Does one call, on the calling thread.
   *
   * @return the response, which the caller reads and closes; its body may still be arriving
   * @throws BackendException if the backend can't be reached, broke off, or was too slow
   */
  BackendResponse call(BackendRequest request);

  /**
   * Returns why the backend can't be called now, as one sentence without secrets; empty if it is
   * healthy. The sentence says what is known already: to return it takes no call.
   */
  Optional<String> unhealthyReason();

  /** Returns whether requests of all paths go to it, but for those of Weir's own paths. */
  default boolean proxiesAllPaths() {
    return false;
  }

  /** Returns the levels of each upstream that there is now; empty if it has none. */
  default Collection<UpstreamLevels> upstreams() {
    return List.of();
  }

  /**
   * Returns whether the work of a call ends at once when the thread of the call is interrupted. If
   * not, a call whose client has left has to end by itself: its permit stands for the work.
   */
  default boolean interruptible() {
    return true;
  }

  /**
   * Changes the size of its pool, if it has one whose size is that of the gates.
   *
   * @param connections how many calls may have a connection at once
   */
  default void resize(int connections) {}

  /** Returns what it is, in a few words for the start line, without secrets. */
  String description();

  /** Closes all connections. Calls that have not ended may fail. */
  @Override
  void close();
}
