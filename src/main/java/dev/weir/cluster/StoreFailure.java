package dev.weir.cluster;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a call of the store has failed, in a sentence that a user can act on. */
enum StoreFailure {
  NOAUTH("The store wants a user and a password."),
  WRONGPASS("The store refuses the user or the password."),
  NOPERM("The user may not run EVALSHA, EVAL, or the commands of the script on the keys weir:*."),
  READONLY("The store is a read-only copy; the address must be that of the primary."),
  LOADING("The store is still loading its data."),
  MASTERDOWN("The store is a copy that has lost its primary."),
  NOREPLICAS("The store has too few copies to write to."),
  MISCONF("The store can't save its data, and takes no writes."),
  OOM("The store is out of memory."),
  BUSY("The store is busy with another script."),
  WRONGTYPE("A key of the cluster is in use for something else; choose another cluster name."),
  MOVED("The address is that of a cluster's node which does not have the keys."),
  ASK("The address is that of a cluster's node which does not have the keys any more."),
  CLUSTERDOWN("The store is a cluster that is down.");

  private final String sentence;

  StoreFailure(String sentence) {
    this.sentence = sentence;
  }

  /** Returns what failed, as far as the error says so. */
  static String sentence(Throwable error) {
    String text = String.valueOf(error.getMessage());
    return Stream.of(values())
        .filter(each -> each.isNamedIn(text))
        .findFirst()
        .map(each -> each.sentence)
        .orElseGet(() -> connection(error, text));
  }

  /** Some errors of a server that refuses a user have another code. */
  private boolean isNamedIn(String text) {
    return text.startsWith(name())
        || (this == NOAUTH && text.contains("unauthenticated"))
        || (this == NOPERM && text.contains("user executing the script"));
  }

  private static String connection(Throwable error, String text) {
    for (Throwable cause = error; cause != null; cause = next(cause)) {
      switch (cause) {
        case SocketTimeoutException timeout -> {
          return "The store does not reply in time.";
        }
        case ConnectException refused -> {
          return "The store refuses the connection.";
        }
        case UnknownHostException unknown -> {
          return "The host name of the store is unknown.";
        }
        case SSLException untrusted -> {
          return "The store can't be reached over TLS: " + untrusted.getMessage();
        }
        default -> {
          // It may be the next one.
        }
      }
    }
    return "The store fails: " + text.lines().findFirst().orElse("");
  }

  /** Of an attempt with several addresses the client only adds what happened to each. */
  private static @Nullable Throwable next(Throwable error) {
    Throwable[] added = error.getSuppressed();
    return error.getCause() == null && added.length > 0 ? added[0] : error.getCause();
  }
}
