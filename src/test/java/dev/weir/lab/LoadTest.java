package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.weir.lab.load.OpenLoop;
import dev.weir.lab.load.PlannedRequest;
import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Result;
import dev.weir.lab.load.ResultKind;
import dev.weir.lab.load.Target.Shape;
import dev.weir.lab.load.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoadTest {

  private static final Clients.Kind PLAIN =
      new Clients.Kind("", new Shape("/endpoint", List.of()), false, LabConfig.PATIENCE);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private static List<PlannedRequest> all(Workload workload) {
    List<PlannedRequest> requests = new ArrayList<>();
    while (workload.next() != Workload.NEVER) {
      requests.add(workload.take());
    }
    return requests;
  }

  private static Load open(Rate... rates) {
    return new Load(Stream.of(rates).map(rate -> (Clients) new Clients.Open(PLAIN, rate)).toList());
  }

  private static Load closed(int clients, boolean obedient, long until) {
    return Load.of(new Clients.Closed(PLAIN, clients, obedient, Duration.ZERO, until));
  }

  private static long between(List<PlannedRequest> requests, long from, long until) {
    return requests.stream()
        .filter(request -> from <= request.moment() && request.moment() < until)
        .count();
  }

  @Test
  void anOpenLoadHasAsManyRequestsAsItsRateSays() {
    Rate rate = Rate.of(100, SECOND).then(1000, SECOND).then(0, SECOND).then(50, SECOND);
    List<PlannedRequest> requests = all(open(rate).workload(1));
    assertThat(between(requests, 0, SECOND), is(100L));
    assertThat(between(requests, SECOND, 2 * SECOND), is(1000L));
    assertThat(between(requests, 3 * SECOND, 4 * SECOND), is(50L));
    assertThat(requests, hasSize(1150));
  }

  @Test
  void theSameSeedGivesTheSameMoments() {
    Load load = open(Rate.of(100, SECOND), Rate.of(100, SECOND));
    assertThat(all(load.workload(1)), is(all(load.workload(1))));
    assertThat(all(load.workload(1)), is(not(all(load.workload(2)))));
  }

  @Test
  void severalStreamsComeInTheOrderOfTheirMoments() {
    List<PlannedRequest> requests = all(open(Rate.of(30, SECOND), Rate.of(10, SECOND)).workload(1));
    List<Long> moments = requests.stream().map(PlannedRequest::moment).toList();
    assertThat(moments, is(moments.stream().sorted().toList()));
    assertThat(requests.stream().filter(request -> request.stream() == 1).count(), is(10L));
  }

  @Test
  void anEvenLoadHasOneDistance() {
    Workload even = OpenLoop.even(new Rate.Span(0, SECOND, 4));
    assertThat(
        all(even).stream().map(PlannedRequest::moment).toList(),
        contains(0L, SECOND / 4, SECOND / 2, SECOND * 3 / 4));
  }

  private static Result refused(int retryAfterSeconds) {
    return new Result(
        ResultKind.REFUSED, OptionalInt.of(429), OptionalInt.of(retryAfterSeconds), 1000);
  }

  @Test
  void aClientOfAClosedLoadSendsTheNextRequestAtOnce() {
    Workload workload = closed(2, false, 10 * SECOND).workload(1);
    assertThat(all(workload), hasSize(2));
    workload.ended(new PlannedRequest(0, 0), refused(3), SECOND);
    assertThat(workload.next(), is(SECOND));
  }

  @Test
  void anObedientClientStaysAwayUntilItsRetryAfter() {
    Workload workload = closed(2, true, 10 * SECOND).workload(1);
    assertThat(all(workload), hasSize(2));
    workload.ended(new PlannedRequest(0, 0), refused(3), SECOND);
    workload.ended(
        new PlannedRequest(0, 0), Result.withoutResponse(ResultKind.LATE, SECOND), 2 * SECOND);
    assertThat(workload.take().moment(), is(2 * SECOND));
    assertThat(workload.take().moment(), is(4 * SECOND));
  }

  @Test
  void noClientSendsAfterTheEnd() {
    Workload workload = closed(1, true, 3 * SECOND).workload(1);
    workload.ended(workload.take(), refused(3), SECOND);
    assertThat(workload.next(), is(Workload.NEVER));
  }

  @Test
  void eachKindOfClientsHearsOfItsOwnRequestsAlone() {
    Clients open = new Clients.Open(PLAIN, Rate.of(2, SECOND));
    Clients obedient = new Clients.Closed(PLAIN, 1, true, Duration.ZERO, 10 * SECOND);
    Workload workload = Load.of(open, obedient).workload(1);
    List<PlannedRequest> requests = all(workload);
    assertThat(requests.stream().map(PlannedRequest::stream).toList(), contains(1, 0, 0));
    workload.ended(requests.get(1), refused(3), SECOND);
    assertThat(workload.next(), is(Workload.NEVER));
    workload.ended(requests.get(0), refused(3), SECOND);
    assertThat(workload.take(), is(new PlannedRequest(4 * SECOND, 1)));
  }

  @Test
  void clientsWithAPauseSpreadTheirRequestsAndWaitAfterAResponse() {
    Clients clients = new Clients.Closed(PLAIN, 2, true, Duration.ofSeconds(4), 20 * SECOND);
    Workload workload = Load.of(clients).workload(1);
    List<PlannedRequest> requests = all(workload);
    assertThat(requests.stream().map(PlannedRequest::moment).toList(), contains(0L, 2 * SECOND));
    workload.ended(requests.getFirst(), refused(3), SECOND);
    workload.ended(
        requests.getLast(),
        new Result(ResultKind.SERVED, OptionalInt.of(200), OptionalInt.empty(), SECOND),
        3 * SECOND);
    assertThat(workload.take().moment(), is(4 * SECOND));
    assertThat(workload.take().moment(), is(7 * SECOND));
  }
}
