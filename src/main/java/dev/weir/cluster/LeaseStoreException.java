package dev.weir.cluster;

import org.jspecify.annotations.Nullable;

/** A call of the store that has failed, with a reason that a user can act on. */
public final class LeaseStoreException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes a failure with its reason, in one line. */
  public LeaseStoreException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
