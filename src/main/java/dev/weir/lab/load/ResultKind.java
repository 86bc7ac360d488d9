package dev.weir.lab.load;

/** How a request of the lab ended, as its client saw it. */
public enum ResultKind {
  /** A 200, in time. */
  SERVED,
  /** A 429 or 503, in time. */
  REFUSED,
  /** No response before the client's patience was over. */
  LATE,
  /** Anything else: another status, or a connection that broke. */
  FAILED;

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int TOO_MANY_REQUESTS = 429;

  /** Returns what a status that came in time means. */
  static ResultKind of(int status) {
    return switch (status) {
      case OK -> SERVED;
      case TOO_MANY_REQUESTS, UNAVAILABLE -> REFUSED;
      default -> FAILED;
    };
  }
}
