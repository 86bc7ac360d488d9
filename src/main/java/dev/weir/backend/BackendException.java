package dev.weir.backend;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The backend did not respond, or broke off its response. */
public final class BackendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** In which way the backend failed. */
  public enum Failure {
    /** No connection could be made. */
    UNREACHABLE,
    /** It refused the call, broke the connection, or said what can't be understood. */
    BROKEN,
    /** It was silent for too long, or the whole call took too long. */
    TIMEOUT;

    /** Returns its name in responses and logs, such as {@code backend_timeout}. */
    public String label() {
      return "backend_" + name().toLowerCase(Locale.ROOT);
    }
  }

  private final Failure failure;
  private final String upstream;

  /**
   * Makes an exception.
   *
   * @param failure in which way the backend failed
   * @param message one sentence for the client and the log, without secrets
   * @param cause what was caught
   */
  public BackendException(Failure failure, String message, Throwable cause) {
    this(failure, message, cause, "");
  }

  private BackendException(Failure failure, String message, Throwable cause, String upstream) {
    super(message, cause);
    this.failure = failure;
    this.upstream = upstream;
  }

  /** Returns the same failure, of this upstream. */
  public BackendException of(String failedUpstream) {
    return new BackendException(
        failure,
        String.valueOf(getMessage()),
        Objects.requireNonNullElse(getCause(), this),
        failedUpstream);
  }

  /** Returns the upstream that failed; empty if the backend has none. */
  public Optional<String> upstream() {
    return Optional.of(upstream).filter(name -> !name.isEmpty());
  }

  /** Returns in which way the backend failed. */
  public Failure failure() {
    return failure;
  }
}
