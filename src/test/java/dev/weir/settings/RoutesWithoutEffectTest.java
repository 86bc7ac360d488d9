package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said at the start of routes and gates that change nothing. */
class RoutesWithoutEffectTest {

  private static final String USED = "routes: [{name: r, path: /r, gate: a}]\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gate: none, permits: 2          |                        | routes[0].permits=2  | routes[0].gate is none
          gate: none, cost: 2             |                        | routes[0].cost=2     | routes[0].gate is none
          gate: none, priority: low       |                        | routes[0].priority=low | routes[0].gate is none
          gate: none, max-wait: 1s        |                        | routes[0].max-wait=1s | routes[0].gate is none
          gate: none, response-cost: X    |                        | routes[0].response-cost=X | routes[0].gate is none
          gate: none, guaranteed: 2       |                        | routes[0].guaranteed=2 | routes[0].gate is none
          gate: none, waiting-room: 2     |                        | routes[0].waiting-room=2 | routes[0].gate is none
          permits: 2                      | --gate.strategy=block  | routes[0].permits=2  | gate.strategy is block
          waiting-room: 2                 | --gate.strategy=codel  | routes[0].waiting-room=2 | gate.strategy is codel
          guaranteed: 2                   | --gate.strategy=reject | routes[0].guaranteed=2 | gate.strategy is reject
          max-wait: 1ms                   | --gate.strategy=reject | routes[0].max-wait=1ms | gate.strategy is reject
          cost: 2                         | --gate.strategy=leaky-bucket | routes[0].cost=2 | gate.strategy is leaky-bucket
          permits: 2                      | --gate.strategy=demand | routes[0].permits=2  | gate.strategy is demand
          response-cost: X                | --gate.strategy=token-bucket | routes[0].response-cost=X | gate.strategy is token-bucket
          priority: low                   |                        | routes[0].priority=low | gate.strategy is wait-then-shed
          max-wait: 1s                    |                        | routes[0].max-wait=1s | gate.max-wait is less: 250ms
          cost: 'header:X'                |                        | routes[0].cost=header:X | server.trusted-proxies is empty: every request costs 1
          """)
  void aKeyOfARouteIsSaidToHaveNoEffect(String keys, String flag, String said, String because) {
    String yaml = "routes: [{name: r, path: /r, " + keys + "}]";
    assertThat(
        ConfigFile.notes(yaml, flag == null ? "--gate.permits=16" : flag),
        contains(said + " (in weir.yaml, line 1) has no effect because " + because));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          timeout: 1s, gate: none               | wait-then-shed
          permits: 2, waiting-room: 3           | wait-then-shed
          guaranteed: 2, cost: 2                | worker-pool
          max-wait: 1m                          | worker-pool
          max-wait: 1ms, response-cost: X       | adaptive
          priority: low, permits: 2             | priority
          cost: 2, max-wait: 1ms                | codel
          cost: content-length/1KB              | reject
          max-wait: 1m, response-cost: X        | block
          max-wait: 1m, cost: 2                 | demand
          max-wait: 1ms                         | leaky-bucket
          """)
  void whatHasAnEffectIsNotMentioned(String keys, String strategy) {
    String yaml = "routes: [{name: r, path: /r, " + keys + "}]";
    String proxies = "--server.trusted-proxies=10.0.0.1";
    assertThat(ConfigFile.notes(yaml, "--gate.strategy=" + strategy, proxies), is(empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          path: /a          | path: /a
          path: /a/**       | path: /a
          path: /a/**       | 'path: /a/b/*, method: GET'
          'host: "*.e.org"' | 'host: b.e.org, header: X'
          'method: "GET,PUT"' | method: PUT
          """)
  void aRouteThatAnotherTakesAllRequestsOfIsSaid(String one, String other) {
    String yaml = "routes:\n  - {name: r, %s}\n  - {name: s, %s}\n".formatted(one, other);
    assertThat(
        ConfigFile.notes(yaml),
        contains(
            "routes[1] (in weir.yaml, line 3) has no effect because routes[0] (in weir.yaml, line"
                + " 2) takes all of its requests"));
  }

  @Test
  void aRouteThatLeavesSomeRequestsToAnotherIsFine() {
    String yaml = "routes:\n  - {name: r, path: /a/*}\n  - {name: s, path: /a/**}\n";
    assertThat(ConfigFile.notes(yaml), is(empty()));
  }

  @Test
  void aGateThatNoRouteHasIsSaid() {
    assertThat(
        ConfigFile.notes("gates:\n  a:\n    permits: 4\n"),
        contains("gates.a (in weir.yaml, line 3) has no effect because no route has this gate"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          strategy: reject, waiting-room: 8 | gates.a.waiting-room=8 | gates.a.strategy is reject
          waiting-room: 0, max-wait: 1s     | gates.a.max-wait=1s    | gates.a.waiting-room is 0: no request waits
          fair-by: route                    | gates.a.fair-by=route  | all requests of this gate have the same route
          """)
  void aKeyOfANamedGateIsSaidAsItWasWritten(String keys, String said, String because) {
    assertThat(
        ConfigFile.notes(USED + "gates: {a: {" + keys + "}}"),
        contains(said + " (in weir.yaml, line 2) has no effect because " + because));
  }

  @Test
  void theDefaultGateIsFairByRouteIfThereIsOneBesideTheDefault() {
    String yaml = "routes: [{name: r, path: /r}]";
    assertThat(ConfigFile.notes(yaml, "--gate.fair-by=route"), is(empty()));
  }

  @Test
  void whoseFieldsAreBelievedMattersForACostThatIsOne() {
    String yaml = "routes: [{name: r, path: /r, cost: 'header:X'}]";
    assertThat(ConfigFile.notes(yaml, "--gate.priority.trust=everyone"), is(empty()));
  }
}
