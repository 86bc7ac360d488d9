package dev.weir.process;

import java.lang.System.Logger.Level;
import java.lang.Thread.UncaughtExceptionHandler;

/**
 * Ends the process, with exit code 1 and one line in the log, when a part of it has ended that it
 * can't do without: a new process serves better than what is left of this one.
 */
public final class LastResort implements UncaughtExceptionHandler {

  private static final System.Logger LOG = System.getLogger(LastResort.class.getName());
  private static final int FAILED = 1;
  private static final String OWN_THREADS = "weir-";
  private static final String LOG_THREADS = "weir-log-";

  private final UncaughtExceptionHandler others;
  private final Runnable flushLogs;

  /**
   * Makes the handler of uncaught exceptions.
   *
   * @param others handles the ends of threads that Weir can do without
   * @param flushLogs waits until the log is written, or for a moment
   */
  public LastResort(UncaughtExceptionHandler others, Runnable flushLogs) {
    this.others = others;
    this.flushLogs = flushLogs;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable e) {
    String name = thread.getName();
    // A virtual thread serves one connection or timeout: its client can make it fail.
    boolean needed = name.startsWith(OWN_THREADS) && (e instanceof Error || !thread.isVirtual());
    if (e instanceof VirtualMachineError || needed) {
      String reason = "the thread " + name + " ended: " + e;
      if (name.startsWith(LOG_THREADS)) {
        System.err.println("weir: " + reason);
      }
      end(reason);
    } else {
      others.uncaughtException(thread, e);
    }
  }

  /** Ends the process at once, without the steps of a stop: there may be no memory for them. */
  public void end(String reason) {
    try {
      LOG.log(Level.ERROR, "Weir ends because " + reason);
      flushLogs.run();
    } finally {
      Runtime.getRuntime().halt(FAILED);
    }
  }
}
