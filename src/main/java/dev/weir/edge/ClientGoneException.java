package dev.weir.edge;

/** The client of a request left before its response was written. */
final class ClientGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClientGoneException(Throwable cause) {
    super("The client left", cause);
  }
}
