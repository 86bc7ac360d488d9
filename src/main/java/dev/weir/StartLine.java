package dev.weir;

import dev.weir.backend.Backend;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import java.lang.management.ManagementFactory;

/**
 * The line that says that Weir serves: where, what it protects and how, and how long the start
 * took.
 *
 * @param version the version of Weir
 * @param strategy the name of the gate's strategy
 * @param gate decides
 * @param backend is protected
 * @param addresses where Weir is reached
 */
record StartLine(
    String version, String strategy, Gate gate, Backend backend, ListenAddresses addresses) {

  private static final String UNLIMITED = "unlimited";

  /** No format: to load what formats numbers would take a twentieth of the start. */
  @Override
  public String toString() {
    GateLimits limits = gate.levels().limits();
    boolean timed = !limits.maxWait().equals(GateLimits.UNBOUNDED_WAIT);
    return "Weir "
        + version
        + " on "
        + addresses.main()
        + " ("
        + strategy
        + ", "
        + numberOrUnlimited(limits.permits())
        + " permits, room "
        + numberOrUnlimited(limits.waitingRoom())
        + ", max wait "
        + (timed ? limits.maxWait().toMillis() + " ms" : UNLIMITED)
        + "; backend "
        + backend.description()
        + addresses.admin().map(admin -> "; /health and /metrics at " + admin).orElse("")
        + "), ready in "
        + ManagementFactory.getRuntimeMXBean().getUptime()
        + " ms";
  }

  private static String numberOrUnlimited(int limit) {
    return limit == GateLimits.UNBOUNDED ? UNLIMITED : String.valueOf(limit);
  }
}
