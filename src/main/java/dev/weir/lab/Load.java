package dev.weir.lab;

import dev.weir.lab.load.CombinedWorkload;
import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Workload;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The requests of a scenario, of one kind of clients or of several at once.
 *
 * @param clients in the order of the workload's streams
 */
record Load(List<Clients> clients) {

  /** Returns the load of these clients. */
  static Load of(Clients... clients) {
    return new Load(List.of(clients));
  }

  /** Returns the requests; the same seed gives the same. */
  Workload workload(long seed) {
    return new CombinedWorkload(
        IntStream.range(0, clients.size())
            .mapToObj(stream -> clients.get(stream).workload(seed + stream))
            .toList());
  }

  /** Returns how many requests a second are offered. */
  Rate offered() {
    return clients.stream().map(Clients::offered).reduce(Rate::plus).orElseThrow();
  }
}
