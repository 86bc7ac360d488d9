package dev.weir;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Clients that send one request after another, and hang up if a response takes too long. */
public final class ImpatientClients {

  private final RunningWeir weir;
  private final String request;
  private final int hangUpMillis;
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Thread> threads;

  /**
   * Starts them.
   *
   * @param hangUpMillis how long a response may take; 0 for any time
   */
  public ImpatientClients(RunningWeir weir, int count, String request, int hangUpMillis) {
    this.weir = weir;
    this.request = request;
    this.hangUpMillis = hangUpMillis;
    this.threads =
        Stream.generate(() -> Thread.startVirtualThread(this::keepAsking)).limit(count).toList();
  }

  private void keepAsking() {
    while (!over.get()) {
      try (Socket socket = weir.client().raw(request)) {
        socket.setSoTimeout(hangUpMillis);
        HttpText.read(socket);
      } catch (IOException e) {
        // Hung up, which is what this is about.
      }
    }
  }

  /** Waits until more requests than so many were admitted. */
  public void awaitAdmitted(int requests) {
    Eventually.until(
        () -> weir.client().metric("weir_wait_seconds_count{outcome=\"admitted\"}") > requests);
  }

  /** Waits until each has its last response, or has hung up. */
  public void stop() throws InterruptedException {
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
