package dev.weir.backend;

import dev.weir.backend.BackendRequest.Interim;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Calls that say nothing in particular. */
public final class Requests {

  /** A call without fields, body and deadline. */
  public static final BackendRequest GET =
      new BackendRequest(
          "GET", "/endpoint", List.of(), Optional.empty(), OptionalLong.empty(), Interim.NONE);

  private Requests() {}
}
