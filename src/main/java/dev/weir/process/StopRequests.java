package dev.weir.process;

import dev.weir.time.AtMostEvery;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The requests to stop. Several within a second are one: Ctrl-C in a terminal is a signal to each
 * program that runs there, and a program that ends may send another one to those that it has
 * started.
 *
 * <p>Safe for use by any thread.
 */
public final class StopRequests {

  private static final System.Logger LOG = System.getLogger(StopRequests.class.getName());
  private static final Duration ONE = Duration.ofSeconds(1);

  private final AtMostEvery requests;
  private volatile Runnable action;

  /**
   * Makes the requests of this process.
   *
   * @param nanoTime a clock that never goes back, in nanoseconds
   * @param action what a request does, until there is another {@link #action}
   */
  public StopRequests(LongSupplier nanoTime, Runnable action) {
    this.action = action;
    this.requests = new AtMostEvery(ONE, nanoTime);
  }

  /** Takes SIGTERM and SIGINT as requests, and SIGHUP as none: a terminal may close. */
  public void listen() {
    Signals.handle("TERM", this::request);
    Signals.handle("INT", this::request);
    Signals.handle("HUP", StopRequests::ignore);
  }

  private static void ignore() {
    LOG.log(System.Logger.Level.INFO, "SIGHUP is ignored; SIGTERM stops Weir");
  }

  /** Sets what each request does from now on. */
  public void action(Runnable newAction) {
    action = newAction;
  }

  /** Requests a stop. */
  public void request() {
    if (requests.now()) {
      action.run();
    }
  }
}
