package dev.weir.cluster;

/** Observes the calls of the store, and what comes of them. All methods are quick. */
public interface ClusterObserver {

  /** A call of the store has succeeded, and took so long. */
  default void called(long tookNanos) {}

  /** A call of the store has failed, with this reason in a sentence. */
  default void failed(String reason) {}

  /** The shares have another origin from now on, which is that of these levels. */
  default void changed(ClusterMode before, ClusterLevels now) {}

  /** There are so many replicas that some limit is not one permit for each; said once. */
  default void tooManyReplicas(int replicas) {}
}
