package dev.weir.gate.shadow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays the shadows of all gates of one Weir, on one thread: whatever is tried, it takes no more
 * than one processor. Without shadows the thread sleeps.
 */
public final class Shadows implements AutoCloseable {

  /** To wake a thread takes as long as to play many requests, and no request waits for that. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final List<Shadow> shadows = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closed;

  /** Begins with no shadow. */
  public Shadows() {
    thread = Thread.ofPlatform().daemon().name("weir-shadow").start(this::keepPlaying);
  }

  /** Plays one more. */
  public void add(Shadow shadow) {
    shadows.add(shadow);
    LockSupport.unpark(thread);
  }

  /** Plays one no more. */
  public void remove(Shadow shadow) {
    shadows.remove(shadow);
  }

  private void keepPlaying() {
    while (!closed) {
      shadows.forEach(this::play);
      if (shadows.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    }
  }

  /** A fault of one must not end the others, nor be repeated. */
  private void play(Shadow shadow) {
    try {
      shadow.play();
    } catch (RuntimeException e) {
      shadows.remove(shadow);
      System.getLogger(Shadows.class.getName())
          .log(System.Logger.Level.ERROR, "A shadow has failed, and is played no more", e);
    }
  }

  /** Plays no more, and returns when the last round is over. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
