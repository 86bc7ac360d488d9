package dev.weir.lab;

import dev.weir.lab.load.Stop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into a {@link Stop}: the JVM ends when the run has ended in order, with
 * exit code 130.
 */
final class Signals implements AutoCloseable {

  /** A Weir takes up to three seconds to end, and another may wait for its turn. */
  private static final int LONGEST_SECONDS = 10;

  private final Stop stop = new Stop();
  private final CountDownLatch over = new CountDownLatch(1);

  /** Listens from now on. */
  Signals() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::ended, "weir-lab-stop"));
  }

  Stop stop() {
    return stop;
  }

  /** After the end of the run, the JVM only exits. */
  private void ended() {
    if (over.getCount() == 0) {
      return;
    }
    stop.request();
    try {
      over.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.flush();
    Runtime.getRuntime().halt(Comparison.STOPPED);
  }

  /** The run is over. */
  @Override
  public void close() {
    over.countDown();
  }
}
