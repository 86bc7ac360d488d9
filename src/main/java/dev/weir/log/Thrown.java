package dev.weir.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/**
 * What a log says of an exception: it and its causes in one sentence, and where it came from only
 * if it is a bug. A program expects what the world outside does to it, which begins with a checked
 * exception; what begins with an unchecked one is unexpected.
 */
final class Thrown {

  /** A chain of causes can be a circle. */
  private static final int MOST_CAUSES = 8;

  private final Throwable thrown;

  Thrown(Throwable thrown) {
    this.thrown = thrown;
  }

  /** Returns the classes and messages of the exception and its causes. */
  String sentence() {
    StringBuilder text = new StringBuilder(thrown.toString());
    Throwable cause = thrown.getCause();
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      text.append("; caused by ").append(cause);
      cause = cause.getCause();
    }
    return text.toString();
  }

  /** Returns the stack traces, in several lines, if it is a bug. */
  Optional<String> stack() {
    if (!isBug()) {
      return Optional.empty();
    }
    StringWriter stack = new StringWriter();
    thrown.printStackTrace(new PrintWriter(stack));
    return Optional.of(stack.toString());
  }

  private boolean isBug() {
    Throwable first = thrown;
    for (int i = 0; first.getCause() != null && i < MOST_CAUSES; i++) {
      first = first.getCause();
    }
    return first instanceof RuntimeException || first instanceof Error;
  }
}
