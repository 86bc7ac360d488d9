package dev.weir.lab;

import dev.weir.lab.page.Results.Pair;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says how far the run is: on a terminal in one line that is written anew each second, elsewhere in
 * a line for each pair that is done.
 */
final class Progress implements AutoCloseable {

  /** What a start takes; nobody needs to know it better. */
  private static final Duration START = Duration.ofSeconds(1);

  /** Back to the beginning of the line, which is then cleared. */
  private static final String CLEAR = "\r\u001b[K";

  private final boolean terminal;
  private final int total;
  private final Duration each;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Doing doing = new Doing(0, "", "", 0, 0);

  /** What is being done, and when it and the whole pair are expected to be over. */
  private record Doing(int number, String pair, String phase, long overNanos, long pairOverNanos) {

    Doing next(String nextPair, Duration lasts) {
      long now = System.nanoTime();
      return new Doing(
          number + 1, nextPair, "starting", now + START.toNanos(), now + lasts.toNanos());
    }

    Doing phase(String nextPhase, Duration lasts) {
      return new Doing(number, pair, nextPhase, System.nanoTime() + lasts.toNanos(), pairOverNanos);
    }
  }

  private Progress(boolean terminal, int total, Duration each) {
    this.terminal = terminal;
    this.total = total;
    this.each = each;
  }

  /** Makes one for so many pairs, of which each takes about so long. */
  static Progress of(int total, Duration each) {
    Progress progress = new Progress(onTerminal(), total, each);
    if (progress.terminal) {
      Thread.ofVirtual().name("weir-lab-progress").start(progress::show);
    }
    return progress;
  }

  /** Some Javas have a console even where there is no terminal, unless they are told not to. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    System.setProperty("jdk.console", "java.base");
    return System.console() != null;
  }

  /** The next pair begins. */
  void begin(Cell cell) {
    doing = doing.next(cell.toString(), each);
  }

  /** What is done with it now, and how long that should take. */
  void phase(String phase, Duration lasts) {
    doing = doing.phase(phase, lasts);
  }

  /** The pair is done. */
  void done(Pair pair) {
    if (!terminal) {
      System.out.println("[" + doing.number() + "/" + total + "] " + Headline.of(pair));
    }
  }

  /** Something went wrong, but the run goes on. */
  void complaint(String line) {
    System.err.println(terminal ? CLEAR + line : line);
  }

  private void show() {
    try {
      do {
        if (doing.number() > 0) {
          System.out.print(CLEAR + line());
          System.out.flush();
        }
      } while (!closed.await(1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String line() {
    Doing now = doing;
    Duration othersLast = each.multipliedBy(total - now.number());
    return "[%d/%d] %s: %s, %s left of it, %s in all"
        .formatted(
            now.number(),
            total,
            now.pair(),
            now.phase(),
            rounded(until(now.overNanos())),
            rounded(until(now.pairOverNanos()).plus(othersLast)));
  }

  private static Duration until(long nanoTime) {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  private static String rounded(Duration duration) {
    long seconds = Math.ceilDiv(duration.toMillis(), 1000L);
    return seconds < 100 ? seconds + " s" : Math.ceilDiv(seconds, 60L) + " min";
  }

  @Override
  public void close() {
    closed.countDown();
    if (terminal) {
      System.out.print(CLEAR);
    }
  }
}
