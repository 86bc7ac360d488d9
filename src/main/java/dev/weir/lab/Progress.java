package dev.weir.lab;

import dev.weir.lab.page.Headline;
import dev.weir.lab.page.Results.Pair;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says how far the run is: on a terminal in one line that is written anew each second, elsewhere in
 * a line for each pair that is done.
 */
final class Progress implements AutoCloseable {

  /** Back to the beginning of the line, which is then cleared. */
  private static final String CLEAR = "\r\u001b[K";

  private final boolean terminal = onTerminal();
  private final int total;
  private final Duration each;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Doing doing = new Doing(0, "", "", 0);

  /** Which pair is measured, what is done with it, and when it is expected to be over. */
  private record Doing(int number, String pair, String phase, long overNanos) {}

  /** Begins to show the progress of so many pairs, of which each takes about so long. */
  Progress(int total, Duration each) {
    this.total = total;
    this.each = each;
    if (terminal) {
      Thread.ofVirtual().name("weir-lab-progress").start(this::show);
    }
  }

  /** Some Javas have a console even where there is no terminal, unless this property is set. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    System.setProperty("jdk.console", "java.base");
    return System.console() != null;
  }

  /** The next pair begins. */
  void begin(Cell cell) {
    long overNanos = System.nanoTime() + each.toNanos();
    doing = new Doing(doing.number() + 1, cell.toString(), "starting", overNanos);
  }

  /** What is done with this pair now. */
  void phase(String phase) {
    doing = new Doing(doing.number(), doing.pair(), phase, doing.overNanos());
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
        System.out.print(CLEAR + line());
        System.out.flush();
      } while (!closed.await(1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String line() {
    Doing now = doing;
    Duration left = Duration.ofNanos(Math.max(0, now.overNanos() - System.nanoTime()));
    Duration all = left.plus(each.multipliedBy(total - now.number()));
    return "[%d/%d] %s: %s, %s left"
        .formatted(now.number(), total, now.pair(), now.phase(), rounded(all));
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
