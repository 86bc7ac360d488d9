package dev.weir.lab;

import java.time.Duration;

/** What is the same for all pairs: the limits of the gate, the backend, the patience of clients. */
final class LabConfig {

  static final int PERMITS = 40;
  static final int WAITING_ROOM = 80;
  static final Duration MAX_WAIT = Duration.ofMillis(250);
  static final Duration LATENCY = Duration.ofMillis(100);
  static final Duration PATIENCE = Duration.ofSeconds(1);
  static final double CAPACITY_PER_SECOND = 400;

  private LabConfig() {}
}
