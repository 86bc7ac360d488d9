package dev.weir;

import static dev.weir.HttpText.head;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that counts how many calls it has at once, each of which ends when it may. */
final class CountingUpstream implements AutoCloseable {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
  private static final int ALL = 1_000_000;

  private final StubUpstream upstream = new StubUpstream();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Semaphore mayEnd = new Semaphore(0);

  CountingUpstream() throws IOException {
    upstream.does(
        connection -> {
          while (true) {
            HttpText.read(connection);
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            mayEnd.acquireUninterruptibly();
            inside.decrementAndGet();
            StubUpstream.write(connection, OK);
          }
        });
  }

  String url() {
    return upstream.url();
  }

  int inside() {
    return inside.get();
  }

  /** Returns how many calls there were at once, at most. */
  int most() {
    return most.get();
  }

  /** Lets so many calls end, now or when they come. */
  void end(int calls) {
    mayEnd.release(calls);
  }

  /** Lets all calls end. */
  void endAll() {
    end(ALL);
  }

  @Override
  public void close() throws IOException {
    endAll();
    upstream.close();
  }
}
