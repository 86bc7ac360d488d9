package dev.weir.backend;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The backend did not answer, or broke off its answer. */
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

    /** Returns the name by which answers and logs call it, such as {@code backend_timeout}. */
    public String label() {
      return "backend_" + name().toLowerCase(Locale.ROOT);
    }
  }

  private final Failure failure;
  private final String upstream;

  /**
   * Makes one.
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

  /** Returns the same, of a backend with several addresses, by the one that failed. */
  public BackendException of(String address) {
    return new BackendException(
        failure,
        String.valueOf(getMessage()),
        Objects.requireNonNullElse(getCause(), this),
        address);
  }

  /** Returns the address that failed; empty if the backend has but one. */
  public Optional<String> upstream() {
    return Optional.of(upstream).filter(address -> !address.isEmpty());
  }

  /** Returns in which way the backend failed. */
  public Failure failure() {
    return failure;
  }
}
