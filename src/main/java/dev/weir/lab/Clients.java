package dev.weir.lab;

import dev.weir.lab.load.ClosedLoop;
import dev.weir.lab.load.OpenLoop;
import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Target.Shape;
import dev.weir.lab.load.Workload;
import java.time.Duration;

/** Clients of one kind. Moments are in nanoseconds from the beginning of the scenario. */
sealed interface Clients {

  /** Returns what they have in common. */
  Kind kind();

  /** Returns their requests; the same seed gives the same. */
  Workload workload(long seed);

  /** Returns how many requests a second they offer. */
  Rate offered();

  /**
   * What clients have in common.
   *
   * @param name as it is called on the page; empty if there is but one kind
   * @param shape what their requests look like
   * @param isCaller whether these clients are one caller, whose part of the whole is looked at
   * @param patience after how long they hang up
   */
  record Kind(String name, Shape shape, boolean isCaller, Duration patience) {}

  /** Clients that send requests whether or not earlier ones have got their response. */
  record Open(Kind kind, Rate offered) implements Clients {

    @Override
    public Workload workload(long seed) {
      return OpenLoop.poisson(offered, seed);
    }
  }

  /**
   * Clients of which each waits for the end of one request before the next.
   *
   * @param kind what they have in common
   * @param clients how many
   * @param obedient whether they come back when a refusal says so, and not at once
   * @param pause how long each waits after a response
   * @param until when they stop
   */
  record Closed(Kind kind, int clients, boolean obedient, Duration pause, long until)
      implements Clients {

    @Override
    public Workload workload(long seed) {
      return new ClosedLoop(clients, obedient, pause.toNanos(), until);
    }

    /** How many they will send is not known; it is more than can be served. */
    @Override
    public Rate offered() {
      return Rate.of(Double.POSITIVE_INFINITY, until);
    }
  }
}
