package dev.weir.backend;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a backend can be reached, as the last who tried found out. Only news is logged: a call
 * that finds what is known already costs one look at memory.
 *
 * <p>Safe for use by any thread.
 */
public final class Reachability {

  /** What is known. */
  public enum State {
    /** Nothing yet. */
    UNKNOWN,
    /** The last who tried could connect, or nobody is going to try before the first call. */
    REACHED,
    /** The last who tried could not. */
    UNREACHABLE
  }

  private static final System.Logger LOG = System.getLogger(Reachability.class.getName());

  private final String name;
  private final String consequence;
  private final AtomicReference<State> state;
  private volatile long sinceNanos = System.nanoTime();

  /**
   * Makes it.
   *
   * @param name what it is called in the log, without secrets
   * @param consequence what follows if it can't be reached, for the log; may be empty
   * @param initial what is known from the start
   */
  public Reachability(String name, String consequence, State initial) {
    this.name = name;
    this.consequence = consequence;
    this.state = new AtomicReference<>(initial);
  }

  /** Returns whether it could be connected to. */
  public boolean reached() {
    return state.get() == State.REACHED;
  }

  /** A connection was made, or used. */
  public void succeeds() {
    if (!reached() && state.getAndSet(State.REACHED) == State.UNREACHABLE) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
      LOG.log(Level.INFO, "backend " + name + " can be reached again, after " + millis + " ms");
    }
  }

  /**
   * No connection could be made.
   *
   * @param reason why, for the log
   */
  public void fails(String reason) {
    if (state.getAndSet(State.UNREACHABLE) != State.UNREACHABLE) {
      sinceNanos = System.nanoTime();
      LOG.log(Level.WARNING, "backend " + name + " can't be reached: " + reason + consequence);
    }
  }
}
