package dev.weir;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Clients of one Weir, each with a request under way, and with the next as soon as that ends. */
final class SteadyClients {

  private final WeirClient weir;
  private final String path;
  private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
  private final AtomicInteger responses = new AtomicInteger();
  private final List<Thread> threads;
  private volatile boolean isOver;

  /** Begins with this many clients. */
  SteadyClients(WeirClient weir, int clients) {
    this(weir, "/a", clients);
  }

  /** Begins with this many clients, which ask for one path. */
  SteadyClients(WeirClient weir, String path, int clients) {
    this.weir = weir;
    this.path = path;
    this.threads =
        Stream.generate(() -> Thread.ofVirtual().unstarted(this::ask)).limit(clients).toList();
    threads.forEach(Thread::start);
  }

  private void ask() {
    while (!isOver) {
      statuses.add(weir.get(path).statusCode());
      responses.incrementAndGet();
    }
  }

  /** Returns how many responses there were. */
  int responses() {
    return responses.get();
  }

  /** Ends when each has its last response, and returns the status codes that there were. */
  Set<Integer> end() {
    isOver = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return Collections.unmodifiableSet(new TreeSet<>(statuses));
  }
}
