package dev.weir.routing;

import java.util.Optional;
import java.util.OptionalLong;

/** The facts of a request by which it finds its route, and by which that counts its cost. */
public interface RequestFacts {

  /** Returns the method, such as {@code GET}. */
  String method();

  /** Returns the path as it was sent, without the query. */
  String rawPath();

  /** Returns the host that the client asked for, without the port; empty if it named none. */
  String host();

  /** Returns the first value of a field. */
  Optional<String> field(String name);

  /** Returns how long the body is said to be, in bytes; empty if that was not said. */
  OptionalLong contentLength();

  /** Returns whether the fields that divide the gate count: a trusted proxy may have sent them. */
  boolean trusted();
}
