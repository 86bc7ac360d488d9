package dev.weir.log;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Writes the lines of a log on a thread of its own, so that none of those that log ever waits for
 * the reader. Between both is a queue that is bounded in lines and in bytes; a line that finds it
 * full is lost and counted. Once all that was queued is written, one line says how many were lost.
 *
 * <p>Safe for use by any thread. The thread is a daemon, which begins with the first line: before
 * the process ends, {@link #flush} is to be called.
 */
public final class LogWriter {

  private static final long MOST_LINES = 10_000;
  private static final long MOST_BYTES = 4 * 1024 * 1024;

  /** What is queued: a line, or a mark whose thread waits for all lines before it. */
  private sealed interface Item permits Line, Mark {}

  private static final class Line implements Item {
    private final byte[] bytes;

    Line(String text) {
      this.bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
  }

  private record Mark(CountDownLatch reached) implements Item {}

  private final Batch batch;
  private final LongFunction<String> lossLine;
  private final Queue<Item> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong pendingLines = new AtomicLong();
  private final AtomicLong pendingBytes = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicBoolean started = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean idle;
  private long lossSaid;

  /**
   * Makes one.
   *
   * @param name of the log, for its thread
   * @param out where the lines go; a write may take any time
   * @param lossLine makes the line, without its end, that says how many were lost
   */
  public LogWriter(String name, OutputStream out, LongFunction<String> lossLine) {
    this.batch = new Batch(out);
    this.lossLine = lossLine;
    this.thread = Thread.ofPlatform().daemon().name("weir-log-" + name).unstarted(this::run);
  }

  /** Queues a line, which is given without its end. Never waits. */
  public void write(String text) {
    Line line = new Line(text);
    long lines = pendingLines.incrementAndGet();
    long bytes = pendingBytes.addAndGet(line.bytes.length);
    if (lines <= MOST_LINES && bytes <= MOST_BYTES) {
      add(line);
    } else {
      lost.incrementAndGet();
      release(1, line.bytes.length);
    }
  }

  /** Returns how many lines were lost: the queue was full, or they could not be written. */
  public long lost() {
    return lost.get();
  }

  /**
   * Waits until all that was queued before is written.
   *
   * @return whether that was so in time
   */
  public boolean flush(Duration within) throws InterruptedException {
    if (!started.get()) {
      return true;
    }
    Mark mark = new Mark(new CountDownLatch(1));
    add(mark);
    return mark.reached().await(within.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void add(Item item) {
    queue.add(item);
    if (!started.get() && started.compareAndSet(false, true)) {
      thread.start();
    }
    // The thread says that it is idle before it looks at the queue for the last time.
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (true) {
      switch (queue.poll()) {
        case Line line -> append(line);
        case Mark mark -> {
          writeBatch();
          mark.reached().countDown();
        }
        case null -> {
          writeBatch();
          // That may have taken long, and the queue have filled meanwhile.
          if (queue.isEmpty()) {
            sayLoss();
            awaitMore();
          }
        }
      }
    }
  }

  private void awaitMore() {
    idle = true;
    if (queue.isEmpty()) {
      LockSupport.park(this);
    }
    idle = false;
  }

  private void append(Line line) {
    if (!batch.fits(line.bytes)) {
      writeBatch();
    }
    batch.add(line.bytes);
  }

  private void writeBatch() {
    long lines = batch.lines();
    long bytes = batch.bytes();
    if (lines > 0 && !batch.write()) {
      // There is no other place to say so: it is this log that can't be written.
      lost.addAndGet(lines);
    }
    release(lines, bytes);
  }

  /** So many lines are written, or lost. */
  private void release(long lines, long bytes) {
    pendingLines.addAndGet(-lines);
    pendingBytes.addAndGet(-bytes);
  }

  private void sayLoss() {
    long now = lost.get();
    if (now != lossSaid) {
      batch.add(new Line(lossLine.apply(now - lossSaid)).bytes);
      lossSaid = batch.write() ? now : lossSaid;
    }
  }
}
