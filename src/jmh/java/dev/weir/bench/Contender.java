package dev.weir.bench;

import dev.weir.gate.Fairness;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import dev.weir.gate.audit.AuditedGate;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.WaitThenShed;
import dev.weir.metrics.WeirMetrics;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What is measured: a column of the table. */
public enum Contender {
  /** The gate as the server runs it: audited, and with its metrics. */
  WEIR("Weir") {
    @Override
    Door<?> door(int permits, int waitingRoom, Duration maxWait) {
      Strategy strategy = waitThenShed(permits, waitingRoom, maxWait);
      GateObserver metrics = new WeirMetrics("benchmark").gates().of("default");
      return new WeirDoor(new AuditedGate(strategy.open(metrics, System::nanoTime)));
    }
  },
  /** The gate as a library, without an observer. */
  WEIR_GATE("Weir's gate") {
    @Override
    Door<?> door(int permits, int waitingRoom, Duration maxWait) {
      Strategy strategy = waitThenShed(permits, waitingRoom, maxWait);
      return new WeirDoor(strategy.open(GateObserver.NONE, System::nanoTime));
    }
  },
  /** The same, fair to many callers. */
  WEIR_FAIR("fair by caller") {
    @Override
    Door<?> door(int permits, int waitingRoom, Duration maxWait) {
      GateLimits limits = new GateLimits(permits, waitingRoom, maxWait);
      Strategy strategy = new WaitThenShed(limits, true, Sharing.BY_CALLER);
      Gate gate = strategy.open(GateObserver.NONE, System::nanoTime);
      return new FairDoor(gate, List.of(Partition.WHOLE));
    }
  },
  /** The same, with a partition for each of fifty routes: half have a cap, half a guarantee. */
  WEIR_ROUTES("50 partitions") {
    @Override
    Door<?> door(int permits, int waitingRoom, Duration maxWait) {
      List<Partition> partitions = IntStream.range(0, 50).mapToObj(Contender::partition).toList();
      GateLimits limits = new GateLimits(permits, waitingRoom, maxWait);
      Sharing sharing = new Sharing(Fairness.BY_CALLER, partitions);
      Gate gate = new WaitThenShed(limits, true, sharing).open(GateObserver.NONE, System::nanoTime);
      return new FairDoor(gate, partitions);
    }
  },
  SEMAPHORE("Semaphore") {
    @Override
    Door<?> door(int permits, int waitingRoom, Duration maxWait) {
      return new SemaphoreDoor(permits, maxWait);
    }
  },
  RESILIENCE4J("resilience4j") {
    @Override
    Door<?> door(int permits, int waitingRoom, Duration maxWait) {
      return new Resilience4jDoor(permits, maxWait);
    }
  },
  FAILSAFE("Failsafe") {
    @Override
    Door<?> door(int permits, int waitingRoom, Duration maxWait) {
      return new FailsafeDoor(permits, maxWait);
    }
  },
  NETFLIX("Netflix") {
    @Override
    Door<?> door(int permits, int waitingRoom, Duration maxWait) {
      return new NetflixDoor(permits);
    }
  },
  HELIDON("Helidon") {
    @Override
    Door<?> door(int permits, int waitingRoom, Duration maxWait) {
      return new HelidonDoor(permits, waitingRoom, maxWait);
    }
  };

  final String label;

  Contender(String label) {
    this.label = label;
  }

  static Strategy waitThenShed(int permits, int waitingRoom, Duration maxWait) {
    return new WaitThenShed(new GateLimits(permits, waitingRoom, maxWait), true);
  }

  private static Partition partition(int route) {
    int cap = route % 2 == 0 ? 8 : GateLimits.UNBOUNDED;
    return new Partition("route " + route, cap, GateLimits.UNBOUNDED, route % 2);
  }

  /** Makes a door with no caller inside; a room of 0 and a wait of 0 mean that none waits. */
  abstract Door<?> door(int permits, int waitingRoom, Duration maxWait);
}
