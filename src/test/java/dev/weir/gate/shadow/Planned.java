package dev.weir.gate.shadow;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.CallResult;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A request of a test: when it comes, as what, and how long its call takes. */
record Planned(long cameNanos, Arrival arrival, long callNanos) {

  /**
   * Requests in the order of time, of three callers, some with a deadline. They come, and their
   * calls end, at even numbers, and deadlines are odd, as the longest waits are: so no wait ends at
   * the very moment of a call, where either may come first.
   */
  static Arbitrary<List<Planned>> some(int mostCost) {
    return Combinators.combine(
            Arbitraries.longs().between(1, 10_000_000),
            Arbitraries.of(Priority.class),
            Arbitraries.of("one", "two", "three"),
            Arbitraries.integers().between(1, mostCost),
            Arbitraries.longs().between(-1_000_000, 60_000_000).optional(0.3),
            Arbitraries.longs().between(1, 30_000_000))
        .as(
            (gap, priority, caller, cost, deadline, takes) ->
                new Planned(
                    2 * gap,
                    new Arrival(
                            priority,
                            caller,
                            List.of(caller),
                            deadline.map(after -> OptionalLong.of(2 * after + 1)).orElse(NONE))
                        .costing(cost),
                    2 * takes))
        .list()
        .ofMaxSize(40)
        .map(Planned::oneAfterTheOther);
  }

  private static final OptionalLong NONE = OptionalLong.empty();

  /** Until here the times are those since the request before, and deadlines those since it came. */
  private static List<Planned> oneAfterTheOther(List<Planned> gaps) {
    return IntStream.range(0, gaps.size())
        .mapToObj(
            index ->
                gaps.get(index)
                    .comingAt(
                        gaps.subList(0, index + 1).stream().mapToLong(Planned::cameNanos).sum()))
        .toList();
  }

  private Planned comingAt(long nanos) {
    OptionalLong deadline = arrival.deadlineNanos();
    return new Planned(
        nanos,
        deadline.isPresent() ? arrival.withDeadline(nanos + deadline.getAsLong()) : arrival,
        callNanos);
  }

  /** The request as a shadow sees it whose call is over. */
  RealRequest ended() {
    RealRequest request = new RealRequest(arrival, cameNanos);
    request.has(new Progress.Ended(new CallTimes(CallResult.SUCCESS, callNanos, callNanos, 0)));
    return request;
  }
}
