package dev.weir.process;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.weir.settings.SettingsException;
import java.lang.management.ManagementFactory;

/**
 * How many connections the file descriptors of this process are enough for.
 *
 * <p>A server that finds none left for the next connection stops listening, for ever. So the number
 * of connections is limited beforehand: each client needs a descriptor, each call of the backend
 * another, and some are kept to refuse further clients with.
 *
 * @param most how many descriptors the process may have
 */
public record FileDescriptorBudget(long most) {

  /** The jars, the JVM's own, the listeners, and a reserve. */
  private static final int OWN = 128;

  /** A connection without a place is refused within moments; the next wait in the backlog. */
  private static final int MOST_TURNED_AWAY = 256;

  private static final int EIGHTHS = 8;
  private static final int FEWEST = 192;

  /** The JVM's number for no limit. */
  private static final long UNLIMITED = -1;

  /**
   * Checks that Weir can run with so many at all.
   *
   * @throws SettingsException if not
   */
  public FileDescriptorBudget {
    if (most < FEWEST) {
      throw new SettingsException(
          "there are no more than %d file descriptors, and Weir needs %d: raise the limit (ulimit -n)"
              .formatted(most, FEWEST));
    }
  }

  /**
   * Returns the budget of this process.
   *
   * @throws SettingsException if there are too few
   */
  public static FileDescriptorBudget ofThisProcess() {
    long most =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : UNLIMITED;
    return new FileDescriptorBudget(most == UNLIMITED ? Long.MAX_VALUE : most);
  }

  /**
   * Returns how many clients there may be at once, at most as many as are wanted.
   *
   * @param calls how many calls of the backend there may be at once; a pool may keep as many again
   */
  public int clients(int wanted, int calls) {
    long free = most - OWN - 2L * turnedAway();
    return (int) Math.min(wanted, Math.max(free / 2, free - 2L * calls));
  }

  /** Returns how many clients there may be at once that are being refused for want of a place. */
  public int turnedAway() {
    return (int) Math.min(MOST_TURNED_AWAY, (most - OWN) / EIGHTHS);
  }
}
