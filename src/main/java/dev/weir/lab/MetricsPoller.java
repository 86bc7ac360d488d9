package dev.weir.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Looks at the metrics of a Weir again and again, on a thread of its own, until it is closed. */
final class MetricsPoller implements AutoCloseable {

  private static final Duration DISTANCE = Duration.ofNanos(Tally.BIN_NANOS);
  private static final int PATIENCE_MILLIS = 1000;

  private final URI root;
  private final long beginNanos = System.nanoTime();
  private final NavigableMap<Long, MetricsSnapshot> seen = new ConcurrentSkipListMap<>();
  private final Thread thread;

  /** Begins to look; the moments of what it sees are counted from now. */
  MetricsPoller(URI root) {
    this.root = root;
    this.thread = Thread.ofVirtual().name("weir-lab-watch").start(this::watch);
  }

  /** Looks once, now. */
  static MetricsSnapshot look(URI root) throws IOException {
    URLConnection connection = root.resolve("/metrics").toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      return MetricsSnapshot.parse(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void watch() {
    try {
      while (true) {
        lookIfItResponds();
        Thread.sleep(DISTANCE);
      }
    } catch (InterruptedException e) {
      // It was closed.
    }
  }

  private void lookIfItResponds() {
    long moment = System.nanoTime() - beginNanos;
    try {
      seen.put(moment, look(root));
    } catch (IOException e) {
      // A Weir that has no time for this has none for its clients either: the counts will show it.
    }
  }

  /** Returns what it has seen, by the moment in nanoseconds. */
  NavigableMap<Long, MetricsSnapshot> seen() {
    return seen;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
