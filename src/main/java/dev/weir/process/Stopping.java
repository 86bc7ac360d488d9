package dev.weir.process;

import dev.weir.edge.Draining;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A stop, step by step: during the delay Weir is not ready, and serves as before; then it finishes
 * the requests under way and refuses new ones; those left at the end of the drain timeout are cut
 * off; then everything is closed, which may take a second, and the process ends.
 *
 * <p>Safe for use by any thread.
 */
public final class Stopping {

  /**
   * How long the steps may take.
   *
   * @param delay until draining begins
   * @param drain from then on, until the requests are cut off that are still under way
   */
  public record Times(Duration delay, Duration drain) {}

  /**
   * What some steps do.
   *
   * @param drain gives back what only new requests would need, when draining begins
   * @param close closes the listeners, and all else that is open
   * @param exit ends the process
   */
  public record Actions(Runnable drain, Runnable close, Runnable exit) {}

  private static final System.Logger LOG = System.getLogger(Stopping.class.getName());
  private static final Duration LONGEST_CLOSE = Duration.ofMillis(1_500);

  private final Collection<Gate> gates;
  private final Draining draining;
  private final Supplier<Times> times;
  private final CutRequests cut;
  private final Actions actions;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch delayOver = new CountDownLatch(1);

  /**
   * Makes a stop that has not begun.
   *
   * @param gates closed when the drain is over; those that are there then
   * @param times how long the steps may take, if the stop begins now
   * @param cut cuts requests off
   */
  public Stopping(
      Collection<Gate> gates,
      Draining draining,
      Supplier<Times> times,
      CutRequests cut,
      Actions actions) {
    this.gates = gates;
    this.draining = draining;
    this.times = times;
    this.cut = cut;
    this.actions = actions;
  }

  /** Begins the stop; or, if it has begun, ends its delay, and after that its drain. */
  public void ask() {
    if (begun.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon(false).name("weir-stop").start(this::run);
    } else if (delayOver.getCount() > 0) {
      delayOver.countDown();
    } else {
      draining.hurry();
    }
  }

  private void run() {
    long begunNanos = System.nanoTime();
    Times longest = times.get();
    try {
      if (longest.delay().isZero()) {
        draining.begin();
      } else {
        draining.announce();
      }
      log("stopping: " + underWay() + ", up to " + said(longest));
      delayOver.await(longest.delay().toNanos(), TimeUnit.NANOSECONDS);
      delayOver.countDown();
      draining.begin();
      actions.drain().run();
      drain(longest.drain());
      closeInTime();
      cut.end(draining.active());
      log("stopped after " + seconds(System.nanoTime() - begunNanos) + ", " + cut.count() + " cut");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      actions.exit().run();
    }
  }

  private void drain(Duration most) throws InterruptedException {
    boolean drained = draining.await(most);
    gates.forEach(Gate::close);
    if (!drained) {
      cut.cut(draining.active());
    }
  }

  /** A backend that does not let go of its connections must not keep the process. */
  private void closeInTime() throws InterruptedException {
    Thread closing = Thread.ofPlatform().daemon().name("weir-close").start(actions.close());
    if (!closing.join(LONGEST_CLOSE)) {
      LOG.log(System.Logger.Level.WARNING, "not all could be closed in time");
    }
  }

  private String underWay() {
    List<GateLevels> levels = gates.stream().map(Gate::levels).toList();
    return levels.stream().mapToInt(GateLevels::inside).sum()
        + " inside, "
        + levels.stream().mapToInt(GateLevels::waiting).sum()
        + " waiting";
  }

  private static String said(Times longest) {
    return seconds(longest.delay().plus(longest.drain()).toNanos()).replace(".0 ", " ");
  }

  /** No format: to load what formats numbers takes a while, and this is logged once. */
  private static String seconds(long nanos) {
    long tenths = (nanos + 50_000_000) / 100_000_000;
    return tenths / 10 + "." + tenths % 10 + " s";
  }

  private static void log(String line) {
    LOG.log(System.Logger.Level.INFO, line);
  }
}
