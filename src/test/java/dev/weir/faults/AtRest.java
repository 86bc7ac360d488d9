package dev.weir.faults;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.Eventually;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import dev.weir.edge.Outcome;
import java.util.List;

/**
 * What has to be true of a Weir once a fault is over, whatever it was: every request had one
 * response and is counted as what its client saw, all permits are back and can all be out again,
 * none waits, it holds no more threads and descriptors than before, and it is well.
 */
final class AtRest {

  /** More than the clients that a crowd comes with, and far fewer than its requests. */
  private static final int CROWD_PER_SECOND = 1000;

  /**
   * What the pools may keep: a connection to the backend for each permit, the threads that carry
   * the virtual ones and compile, and the pollers of the sockets.
   */
  private static final int KEPT = 24;

  private final WeirProcess weir;
  private final WeirClient client;
  private final Footprint before;
  private Counts counted;

  /** What the counters say. */
  private record Counts(long served, long shed, long failed, long rejected, long gone) {

    static Counts of(WeirClient client) {
      return new Counts(
          client.ended(Outcome.SERVED),
          client.ended(Outcome.SHED),
          client.ended(Outcome.FAILED),
          client.ended(Outcome.REJECTED),
          client.ended(Outcome.GONE));
    }

    long sum() {
      return served + shed + failed + rejected + gone;
    }

    Counts minus(Counts other) {
      return new Counts(
          served - other.served,
          shed - other.shed,
          failed - other.failed,
          rejected - other.rejected,
          gone - other.gone);
    }
  }

  private AtRest(WeirProcess weir, WeirClient client) throws Exception {
    this.weir = weir;
    this.client = client;
    assertAllPermitsCanBeOut();
    // The first look makes a thread and a socket for the one that looks, which stay.
    Footprint unused = Footprint.of(weir, client);
    this.before = Footprint.of(weir, client);
    this.counted = Counts.of(client);
    assertThat(unused.virtual(), lessThanOrEqualTo(before.virtual() + KEPT));
  }

  /** Warms a Weir up and remembers it as it is before the fault. */
  static AtRest before(WeirProcess weir, WeirClient client) throws Exception {
    return new AtRest(weir, client);
  }

  /** Checks that it is so again, after a load that had these responses, and no other. */
  void assertAgain(Responses responses) throws Exception {
    assertAgain(responses, 0);
  }

  /**
   * Checks that it is so again.
   *
   * @param responses what the load got
   * @param strangers how many other requests there were at most, of which it is not known how they
   *     ended
   */
  void assertAgain(Responses responses, long strangers) throws Exception {
    client.assertConserved();
    assertCounted(responses, strangers);
    assertAllPermitsCanBeOut();
    Eventually.until(() -> Footprint.descriptors(weir) <= before.descriptors() + KEPT);
    Footprint after = Footprint.of(weir, client);
    assertThat(after + " within " + before, after.isWithin(before, KEPT), is(true));
    assertWell();
    counted = Counts.of(client);
  }

  private void assertCounted(Responses responses, long strangers) {
    Counts since = Counts.of(client).minus(counted);
    long served = responses.of(200);
    long shed = responses.of(429, 503);
    long failed = responses.of(502, 504) + responses.broken();
    String all = since + ", and clients saw " + responses;
    assertThat(all, since.served(), greaterThanOrEqualTo(served));
    assertThat(all, since.shed(), greaterThanOrEqualTo(shed));
    assertThat(all, since.failed(), greaterThanOrEqualTo(failed));
    assertThat(all, since.sum() - served - shed - failed, lessThanOrEqualTo(strangers));
  }

  /** As many as there are permits are inside at once, of a crowd that is larger. */
  private void assertAllPermitsCanBeOut() throws Exception {
    long permits = client.metric("weir_permits");
    try (Load crowd = Load.on(client, CROWD_PER_SECOND)) {
      crowd.awaitMore(1, 200);
      Eventually.until(() -> client.metric("in_flight_requests") == permits);
      crowd.end();
    }
    client.assertConserved();
  }

  private void assertWell() {
    Eventually.until(() -> client.get("/health/ready").statusCode() == 200);
    assertThat(client.get("/health/live").statusCode(), is(200));
    List<String> traces =
        weir.lines().stream()
            .filter(
                line ->
                    line.contains("; stack: ")
                        || line.contains("Error")
                        || line.contains(" ERROR "))
            .limit(5)
            .toList();
    assertThat("stack traces", traces, empty());
    List<String> violations =
        client
            .metrics()
            .lines()
            .filter(line -> line.startsWith("weir_invariant_violations_total"))
            .filter(line -> !line.endsWith(" 0") && !line.endsWith(" 0.0"))
            .toList();
    assertThat("violations", violations, empty());
  }
}
