package dev.weir.bench;

import dev.weir.metrics.WeirMetrics;
import java.time.Duration;

/** What is measured: a column of the table. */
public enum Contender {
  WEIR("Weir") {
    @Override
    Door<?> door(int permits, int waitingRoom, Duration maxWait) {
      return new WeirDoor(permits, waitingRoom, maxWait, new WeirMetrics("benchmark").gate());
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

  /** Makes a door with no caller inside; a room of 0 and a wait of 0 mean that none waits. */
  abstract Door<?> door(int permits, int waitingRoom, Duration maxWait);
}
