package dev.weir.cluster;

/** Where the replicas of a cluster get their leases. For one thread at a time. */
public interface LeaseStore extends AutoCloseable {

  /**
   * Says what a replica has and wants, and gets what it may have: one call of the store, for all
   * shared limits together.
   *
   * @throws LeaseStoreException if the store can't be reached, or has not replied in time: then it
   *     may have heard the claim or not
   */
  LeaseReply renew(LeaseClaim claim) throws LeaseStoreException;

  /** Closes the connection to the store; gives no lease back. */
  @Override
  void close();
}
