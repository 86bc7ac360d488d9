package dev.weir.process;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.weir.settings.SettingsException;
import java.lang.management.ManagementFactory;

/**
 * How many connections the file descriptors of this process are enough for.
 *
 * <p>A server that finds none left for the next connection stops listening, for ever. So
 * connections are counted out before they come: each client needs a descriptor, each call of the
 * backend another, and there are some to tell the rest that there is no place.
 *
 * @param most how many descriptors the process may have
 */
public record FileDescriptorBudget(long most) {

  /** The jars, the JVM's own, the listeners, and those that nobody has thought of. */
  private static final int OWN = 128;

  /**
   * A newcomer without a place is told so within moments; the next wait for that in the backlog.
   */
  private static final int MOST_TURNED_AWAY = 256;

  private static final int EIGHTHS = 8;
  private static final int FEWEST = 192;

  /** What the JVM says where there is no limit. */
  private static final long UNLIMITED = -1;

  /**
   * Checks that they are enough for a Weir at all.
   *
   * @throws SettingsException if they are not
   */
  public FileDescriptorBudget {
    if (most < FEWEST) {
      throw new SettingsException(
          "there are no more than %d file descriptors, and Weir needs %d: raise the limit (ulimit -n)"
              .formatted(most, FEWEST));
    }
  }

  /**
   * Returns those of this process.
   *
   * @throws SettingsException if they are too few
   */
  public static FileDescriptorBudget ofThisProcess() {
    long most =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : UNLIMITED;
    return new FileDescriptorBudget(most == UNLIMITED ? Long.MAX_VALUE : most);
  }

  /**
   * Returns how many clients there may be at once, no more than those that are wanted.
   *
   * @param calls how many calls of the backend there may be at once; a pool may keep as many again
   */
  public int clients(int wanted, int calls) {
    long free = most - OWN - 2L * turnedAway();
    return (int) Math.min(wanted, Math.max(free / 2, free - 2L * calls));
  }

  /** Returns how many clients there may be at once who are told that there is no place for them. */
  public int turnedAway() {
    return (int) Math.min(MOST_TURNED_AWAY, (most - OWN) / EIGHTHS);
  }
}
