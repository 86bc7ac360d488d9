package dev.weir;

import dev.weir.gate.GateLimits;
import dev.weir.gate.strategy.PermitStrategy;
import dev.weir.settings.ClusterSettings;
import dev.weir.settings.Durations;
import dev.weir.settings.Settings;
import java.lang.management.ManagementFactory;

/**
 * The line that says that Weir serves: where, what it protects and how, and how long the start
 * took.
 *
 * @param weir the one that serves
 * @param settings its settings
 * @param addresses where it is reached
 */
record StartLine(Server weir, Settings settings, ListenAddresses addresses) {

  private static final String UNLIMITED = "unlimited";

  /** No format: to load what formats numbers would take a twentieth of the start. */
  @Override
  public String toString() {
    GateLimits limits = limits();
    boolean timed = !limits.maxWait().equals(GateLimits.UNBOUNDED_WAIT);
    return "Weir "
        + Server.version()
        + " on "
        + addresses.main()
        + " ("
        + settings.gate().description()
        + ", "
        + numberOrUnlimited(limits.permits())
        + " permits, room "
        + numberOrUnlimited(limits.waitingRoom())
        + ", max wait "
        + (timed ? limits.maxWait().toMillis() + " ms" : UNLIMITED)
        + parts()
        + settings.cluster().map(this::shared).orElse("")
        + "; backend "
        + weir.backend().description()
        + addresses.admin().map(admin -> "; /health and /metrics at " + admin).orElse("")
        + "), ready in "
        + ManagementFactory.getRuntimeMXBean().getUptime()
        + " ms";
  }

  /** Only what there is beside the one gate. */
  private String parts() {
    int routes = settings.routes().rules().size();
    int gates = settings.gates().size() - 1;
    if (routes == 0 && gates == 0) {
      return "";
    }
    return "; "
        + (routes == 1 ? "1 route" : routes + " routes")
        + (gates == 0 ? "" : gates == 1 ? ", 1 more gate" : ", " + gates + " more gates");
  }

  /** Those of the whole cluster, of which this replica's share changes all the time. */
  private GateLimits limits() {
    return settings
        .cluster()
        .flatMap(cluster -> settings.gate().shared())
        .map(PermitStrategy::limits)
        .orElseGet(() -> weir.gate().levels().limits());
  }

  private String shared(ClusterSettings cluster) {
    int gates = settings.sharedGates().size();
    return "; shares "
        + (gates == 1 ? "1 gate" : gates + " gates")
        + " with the cluster "
        + cluster.name()
        + " at "
        + cluster.store().description()
        + ", lease "
        + Durations.format(cluster.lease());
  }

  private static String numberOrUnlimited(int limit) {
    return limit == GateLimits.UNBOUNDED ? UNLIMITED : String.valueOf(limit);
  }
}
