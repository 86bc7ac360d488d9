package dev.weir.problem;

/**
 * A request that was rejected before it came to the gate, as far as it is known.
 *
 * @param reason why
 * @param client the client's address; {@link #UNKNOWN} if Helidon itself refused the request
 * @param method its method; {@link #UNKNOWN} if its head did not come, or is not well-formed
 * @param path its raw path, without the query; likewise
 */
public record Rejected(Rejection reason, String client, String method, String path) {

  /** What stands for a part that is not known. */
  public static final String UNKNOWN = "-";

  /** Returns a request whose head is not known. */
  public static Rejected withoutHead(Rejection reason, String client) {
    return new Rejected(reason, client, UNKNOWN, UNKNOWN);
  }
}
