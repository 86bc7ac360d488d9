package dev.weir.backend;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is protected: something that can do only so much at once. Safe for use by any thread. */
public interface Backend extends AutoCloseable {

  /**
   * Does one call, on the calling thread.
   *
   * @return the answer, which the caller reads and closes; its body may still be under way
   * @throws BackendException if the backend can't be reached, broke off, or was too slow
   */
  BackendResponse call(BackendRequest request);

  /**
   * Returns why the backend can't be called now, or empty if nothing is known against it: a general
   * sentence, fit for every reader. It is what is known already: the backend is not asked for it.
   */
  Optional<String> outage();

  /** Returns whether it has paths of its own, so that every path but Weir's goes to it. */
  default boolean takesEveryPath() {
    return false;
  }

  /** Returns a picture of each upstream, each once, always the same ones; empty if it has none. */
  default Collection<UpstreamLevels> upstreams() {
    return List.of();
  }

  /**
   * Returns whether the work of a call ends at once when the thread of the call is interrupted. If
   * not, a call whose client has left is better waited for: its permit stands for the work.
   */
  default boolean canBeCalledOff() {
    return true;
  }

  /** Returns what it is, in a few words for the start line, without secrets. */
  String description();

  /** Gives back all that it holds. Calls under way may fail. */
  @Override
  void close();
}
