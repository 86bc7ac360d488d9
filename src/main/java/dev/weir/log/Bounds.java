package dev.weir.log;

import java.util.concurrent.atomic.AtomicLong;

/** How much of a log is queued or being written, and how much may be. Safe for any thread. */
final class Bounds {

  private static final long MOST_LINES = 10_000;
  private static final long MOST_BYTES = 4 * 1024 * 1024;

  private final AtomicLong lines = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /** Returns whether there is room for one more line; if so, {@link #release} must follow. */
  boolean take(long lineBytes) {
    long linesNow = lines.incrementAndGet();
    long bytesNow = bytes.addAndGet(lineBytes);
    if (linesNow <= MOST_LINES && bytesNow <= MOST_BYTES) {
      return true;
    }
    release(1, lineBytes);
    return false;
  }

  /** So much has been written, or given up. */
  void release(long ofLines, long ofBytes) {
    lines.addAndGet(-ofLines);
    bytes.addAndGet(-ofBytes);
  }
}
