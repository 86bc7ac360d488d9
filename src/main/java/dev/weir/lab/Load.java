package dev.weir.lab;

import dev.weir.lab.load.Agenda;
import dev.weir.lab.load.ClosedLoop;
import dev.weir.lab.load.OpenLoop;
import dev.weir.lab.load.Rate;
import java.util.List;

/** What is asked of Weir in a scenario. Moments are in nanoseconds from its beginning. */
sealed interface Load {

  /** Returns the requests; the same seed gives the same. */
  Agenda demand(long seed);

  /** Returns how many requests a second are offered. */
  Rate offered();

  /**
   * Requests that come whether or not those before them are answered.
   *
   * @param kinds in the order of the demand's streams
   */
  record Open(List<Kind> kinds) implements Load {

    /** Requests that are all alike. */
    static Open of(Rate offered) {
      return new Open(List.of(new Kind("", offered)));
    }

    @Override
    public Agenda demand(long seed) {
      return OpenLoop.poisson(kinds.stream().map(Kind::offered).toList(), seed);
    }

    @Override
    public Rate offered() {
      return kinds.stream().map(Kind::offered).reduce(Rate::plus).orElseThrow();
    }
  }

  /**
   * Requests of one priority.
   *
   * @param priority its name; empty if the requests say nothing of it
   * @param offered how many there are
   */
  record Kind(String priority, Rate offered) {}

  /**
   * Clients of whom each waits for the end of one request before the next.
   *
   * @param clients how many
   * @param obedient whether they come back when a refusal says so, and not at once
   * @param until when they stop
   */
  record Closed(int clients, boolean obedient, long until) implements Load {

    @Override
    public Agenda demand(long seed) {
      return new ClosedLoop(clients, obedient, until);
    }

    /** Nobody knows how many they will send; it is more than can be served. */
    @Override
    public Rate offered() {
      return Rate.of(Double.POSITIVE_INFINITY, until);
    }
  }
}
