package dev.weir.edge;

import java.io.IOException;

/** A body that turned out to be larger than it may be, while it was read. */
final class BodyTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  BodyTooLargeException(long mostBytes) {
    super("The body is larger than " + mostBytes + " bytes");
  }
}
