package dev.weir.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * All metrics as text, made for one scraper at a time, because that takes some milliseconds of a
 * processor.
 *
 * <p>A single scraper gets the values of this moment. If others come while a text is made, they are
 * a crowd, and the text serves all that come within {@link #GOOD_NANOS}.
 *
 * <p>Safe for use by any thread.
 */
final class Renderings {

  static final long GOOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final int TYPICAL_BYTES = 32 * 1024;

  private final PrometheusRegistry registry;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Rendering> byType = new HashMap<>();

  /**
   * Makes renderings, none of which is there yet.
   *
   * @param registry has the metrics
   * @param nanoTime {@link System#nanoTime}, or what a test has in its place
   */
  Renderings(PrometheusRegistry registry, LongSupplier nanoTime) {
    this.registry = registry;
    this.nanoTime = nanoTime;
  }

  /** Returns the text that this writer makes; not to be changed. */
  byte[] text(ExpositionFormatWriter writer) throws IOException {
    boolean alone = lock.tryLock();
    if (!alone) {
      lock.lock();
    }
    try {
      Rendering last = byType.get(writer.getContentType());
      return last != null && isGood(last, alone) ? last.text : make(writer);
    } finally {
      lock.unlock();
    }
  }

  private boolean isGood(Rendering last, boolean alone) {
    return (last.forCrowd || !alone) && nanoTime.getAsLong() - last.madeNanos < GOOD_NANOS;
  }

  private byte[] make(ExpositionFormatWriter writer) throws IOException {
    long madeNanos = nanoTime.getAsLong();
    ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_BYTES);
    writer.write(out, registry.scrape());
    byte[] text = out.toByteArray();
    byType.put(writer.getContentType(), new Rendering(text, madeNanos, lock.hasQueuedThreads()));
    return text;
  }

  private static final class Rendering {
    final byte[] text;
    final long madeNanos;
    final boolean forCrowd;

    Rendering(byte[] text, long madeNanos, boolean forCrowd) {
      this.text = text;
      this.madeNanos = madeNanos;
      this.forCrowd = forCrowd;
    }
  }
}
