package dev.weir.lab;

import dev.weir.lab.load.CombinedWorkload;
import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Workload;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The requests of a scenario, of one kind of clients or of several at once.
 *
 * @param clients in the order of the workload's streams; several may be of the same kind
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

  /** Returns the names of the kinds of clients, in order. */
  List<String> kinds() {
    return IntStream.range(0, clients.size()).mapToObj(this::kind).distinct().toList();
  }

  /** Returns the name of the kind of clients that a stream is from. */
  String kind(int stream) {
    return clients.get(stream).kind().name();
  }

  /** Returns how many requests a second are offered. */
  Rate offered() {
    return sum(clients.stream());
  }

  /** Returns how many requests a second one kind of clients offers. */
  Rate offeredBy(String kind) {
    return sum(clients.stream().filter(each -> each.kind().name().equals(kind)));
  }

  private static Rate sum(Stream<Clients> clients) {
    return clients.map(Clients::offered).reduce(Rate::plus).orElseThrow();
  }
}
