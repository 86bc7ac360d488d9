package dev.weir.reload;

import java.util.List;
import java.util.stream.Stream;

/** The last changes. One thread at a time adds; any may read. */
final class ChangeHistory {

  private static final int KEPT = 20;

  private volatile List<Change> newestFirst = List.of();

  void add(Change change) {
    newestFirst = Stream.concat(Stream.of(change), newestFirst.stream()).limit(KEPT).toList();
  }

  /** Returns the last changes, the newest first. */
  List<Change> newestFirst() {
    return newestFirst;
  }
}
