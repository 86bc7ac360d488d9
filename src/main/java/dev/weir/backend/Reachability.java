package dev.weir.backend;

import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a backend can be reached, as the last attempt found out. Only a change is logged: an
 * attempt that finds what is known already reads one variable.
 *
 * <p>An attempt that began before the last change is older than that, however late it ends, and
 * changes nothing: a thread that had to wait for a processor must not report a backend that has
 * failed since.
 *
 * <p>Safe for use by any thread.
 */
public final class Reachability {

  /** What is known. */
  public enum State {
    /** Nothing yet. */
    UNKNOWN,
    /** The last attempt could connect, or there is none before the first call. */
    REACHED,
    /** The last attempt could not connect. */
    UNREACHABLE
  }

  private static final System.Logger LOG = System.getLogger(Reachability.class.getName());

  private record Change(State state, long sinceNanos) {}

  private final String name;
  private final String consequence;
  private final AtomicReference<Change> last;

  /**
   * Makes a reachability.
   *
   * @param name what it is called in the log, without secrets
   * @param consequence what follows if it can't be reached, for the log; may be empty
   * @param initial what is known from the start
   */
  public Reachability(String name, String consequence, State initial) {
    this.name = name;
    this.consequence = consequence;
    this.last = new AtomicReference<>(new Change(initial, System.nanoTime()));
  }

  /** Returns whether it could be connected to. */
  public boolean reached() {
    return last().state == State.REACHED;
  }

  /**
   * A connection was made, or used.
   *
   * @param begunNanos when the attempt began, by {@link System#nanoTime()}
   */
  public void succeeds(long begunNanos) {
    Change before = replace(State.REACHED, begunNanos);
    if (before.state == State.UNREACHABLE) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before.sinceNanos);
      LOG.log(Level.INFO, "backend " + name + " can be reached again, after " + millis + " ms");
    }
  }

  /**
   * No connection could be made.
   *
   * @param begunNanos when the attempt began, by {@link System#nanoTime()}
   * @param reason why, for the log
   */
  public void fails(long begunNanos, String reason) {
    Change before = replace(State.UNREACHABLE, begunNanos);
    if (before.state != State.UNREACHABLE) {
      LOG.log(Level.WARNING, "backend " + name + " can't be reached: " + reason + consequence);
    }
  }

  /** Returns what was known before; the state that was found if it is no change. */
  private Change replace(State found, long begunNanos) {
    Change before = last();
    while (before.state != found && begunNanos - before.sinceNanos >= 0) {
      Change change = new Change(found, System.nanoTime());
      if (last.compareAndSet(before, change)) {
        return before;
      }
      before = last();
    }
    return new Change(found, before.sinceNanos);
  }

  private Change last() {
    return Objects.requireNonNull(last.get());
  }
}
