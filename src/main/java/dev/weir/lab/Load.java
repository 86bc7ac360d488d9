package dev.weir.lab;

import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Together;
import dev.weir.lab.load.Workload;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is asked of Weir in a scenario, by one kind of clients or by several at once.
 *
 * @param clients in the order of the demand's streams
 */
record Load(List<Clients> clients) {

  /** Returns the load of these clients. */
  static Load of(Clients... clients) {
    return new Load(List.of(clients));
  }

  /** Returns the load of clients that are all alike, and ask whether or not they are answered. */
  static Load of(Rate offered) {
    return of(new Clients.Open(Clients.Kind.PLAIN, offered));
  }

  /** Returns the requests; the same seed gives the same. */
  Workload demand(long seed) {
    return new Together(
        IntStream.range(0, clients.size())
            .mapToObj(stream -> clients.get(stream).demand(seed + stream))
            .toList());
  }

  /** Returns how many requests a second are offered. */
  Rate offered() {
    return clients.stream().map(Clients::offered).reduce(Rate::plus).orElseThrow();
  }
}
