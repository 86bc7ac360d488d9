import dev.weir.cluster.Cluster;
import dev.weir.cluster.ClusterConfig;
import dev.weir.cluster.ClusterLevels;
import dev.weir.cluster.ClusterObserver;
import dev.weir.cluster.JedisLeaseStore;
import dev.weir.cluster.OnLoss;
import dev.weir.cluster.StoreConfig;
import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.PermitStrategy;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.UpdatableGate;
import dev.weir.gate.strategy.WaitThenShed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Many replicas of a cluster in one process, without requests: each has a gate that only says how
 * many permits it has use for.
 *
 * <p>{@code java -cp target/weir.jar ClusterClients.java PORT REPLICAS SECONDS rest|change}, with
 * the port of a store on loopback. At {@code rest} they have use for none. With {@code change} a
 * tenth of them has another use each tenth of a second: none, or up to twice an equal part. At the
 * end it prints how many permits they have of how many.
 */
final class ClusterClients {

  private static final int PERMITS_EACH = 4;
  private static final Duration LEASE = Duration.ofSeconds(5);

  /** What a replica has use for, as a gate. */
  private static final class Use implements UpdatableGate {

    private volatile GateLimits limits;
    private volatile int permits;

    Use(GateLimits limits) {
      this.limits = limits;
    }

    @Override
    public void update(Strategy strategy) {
      if (strategy instanceof PermitStrategy part) {
        limits = part.limits();
      }
    }

    @Override
    public GateLevels levels() {
      GateLimits now = limits;
      int inside = Math.min(permits, now.permits());
      return new GateLevels(now, inside, Math.min(permits - inside, now.waitingRoom()));
    }

    @Override
    public Admission enter(Arrival arrival) {
      return new Admission.Shed(ShedReason.ROOM_FULL, 0, Duration.ZERO);
    }

    @Override
    public void close() {}
  }

  public static void main(String[] args) throws InterruptedException {
    int replicas = Integer.parseInt(args[1]);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
    GateLimits limits = new GateLimits(PERMITS_EACH * replicas, 64, Duration.ofMillis(250));
    PermitStrategy strategy = new WaitThenShed(limits, true);
    List<Cluster> clusters = new ArrayList<>();
    List<Use> uses = new ArrayList<>();
    List<Gate> gates = new ArrayList<>();
    for (int i = 0; i < replicas; i++) {
      Use use = new Use(limits);
      String name = "replica-" + i + "-" + ProcessHandle.current().pid();
      Cluster cluster = cluster(name, replicas, Integer.parseInt(args[0]));
      uses.add(use);
      gates.add(cluster.share("default", strategy, use));
      clusters.add(cluster);
      cluster.start();
    }
    Random random = new Random(1);
    while (System.nanoTime() < until) {
      for (int i = 0; args[3].equals("change") && i < replicas; i++) {
        if (random.nextInt(10) == 0) {
          uses.get(i).permits = random.nextInt(2) * random.nextInt(4 * PERMITS_EACH + 1);
        }
        gates.get(i).enter(Arrival.from("any"));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    int has =
        clusters.stream()
            .map(Cluster::levels)
            .flatMap(levels -> levels.gates().values().stream())
            .mapToInt(ClusterLevels.GateShare::permits)
            .sum();
    System.out.println(has + " of " + limits.permits());
    System.exit(0);
  }

  private static Cluster cluster(String replica, int replicas, int port) {
    StoreConfig store =
        new StoreConfig(
            "127.0.0.1", port, 0, Optional.empty(), Optional.empty(), Optional.empty());
    return new Cluster(
        new ClusterConfig("many", replica, LEASE, OnLoss.SAFE, replicas),
        new JedisLeaseStore(store, LEASE),
        new ClusterObserver() {},
        System::nanoTime);
  }
}
