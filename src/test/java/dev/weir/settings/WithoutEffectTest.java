package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said at the start of values that change nothing. */
class WithoutEffectTest {

  private static final String HTTP = "--backend.http.url=http://h:9";

  /** Together with these each key has no effect, but those that always have one. */
  private static final List<List<String>> UNUSED =
      List.of(
          List.of("--gate.strategy=none"),
          List.of("--gate.mode=off"),
          List.of("--gate.strategy=none", HTTP),
          List.of("--gate.strategy=none", "--backend.type=jdbc"));

  /** Those that always have an effect; a URL for another backend contradicts, and is refused. */
  private static final Set<String> ALWAYS =
      Set.of(
          "admin.port",
          "trace.errors-per-second",
          "gate.strategy",
          "backend.type",
          "backend.http.url",
          "backend.http.urls",
          "backend.jdbc.url",
          "cluster.url",
          "cluster.peers");

  private static List<String> sentences(String... flags) {
    return sentences(List.of(flags));
  }

  private static List<String> sentences(List<String> flags) {
    return ReadSettings.from(flags, Map.of(), new Properties()).withoutEffect();
  }

  /** A valid value: the default, which counts as given too. */
  private static String flag(String key) {
    String usual = Layers.read(List.of(), Map.of(), new Properties()).given(key).value();
    String value =
        switch (key) {
          case "admin.host" -> "127.0.0.2";
          case "gate.shadow" -> "codel";
          case "backend.simulated.schedule" -> "5s hang; 6s normal";
          case "backend.http.health-path" -> "/healthz";
          default -> usual.isEmpty() ? "text" : usual;
        };
    return "--" + key + "=" + value;
  }

  private static boolean alwaysHasAnEffect(String key) {
    return ALWAYS.contains(key) || key.matches("(server|log)[.].*");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyAlwaysHasAnEffectOrIsSaidToHaveNone(String key) {
    if (!alwaysHasAnEffect(key)) {
      List<String> all =
          UNUSED.stream()
              .flatMap(
                  flags -> sentences(Stream.concat(flags.stream(), pair(key)).toList()).stream())
              .toList();
      assertThat(all, hasItem(startsWith(key + "=")));
    }
  }

  private static List<String> with(List<String> flags, String flag) {
    return Stream.concat(flags.stream(), Stream.of(flag)).toList();
  }

  /** Those that are refused alone. */
  private static Stream<String> pair(String key) {
    return switch (key) {
      case "backend.http.tls.certificate" ->
          Stream.of(flag(key), flag("backend.http.tls.private-key"));
      case "backend.http.tls.private-key" ->
          Stream.of(flag(key), flag("backend.http.tls.certificate"));
      default -> Stream.of(flag(key));
    };
  }

  @Test
  void defaultsAreNotMentioned() {
    assertThat(sentences(), is(empty()));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void defaultsAreNotMentionedWhateverTheStrategy(String strategy) {
    String proxies = "--server.trusted-proxies=10.0.0.1";
    assertThat(sentences("--gate.strategy=" + strategy, proxies), is(empty()));
  }

  static List<String> strategies() {
    return GateSettings.strategies();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void ofTheLimitsThoseAreSaidThatTheGateDoesNotKeep(String strategy) {
    List<String> flags =
        List.of(
            "--gate.strategy=" + strategy,
            "--gate.permits=9",
            "--gate.waiting-room=9",
            "--gate.max-wait=123ms");
    GateSettings settings = Settings.read(flags, Map.of(), new Properties()).gate();
    GateLimits given = settings.limits();
    GateLimits kept =
        settings.strategy().open(GateObserver.NONE, System::nanoTime).levels().limits();
    List<String> sentences = sentences(flags);
    assertThat(mentions(sentences, "gate.permits"), is(kept.permits() != 9));
    assertThat(mentions(sentences, "gate.waiting-room"), is(kept.waitingRoom() != 9));
    assertThat(mentions(sentences, "gate.max-wait"), is(!kept.maxWait().equals(given.maxWait())));
  }

  private static boolean mentions(List<String> sentences, String key) {
    return sentences.stream().anyMatch(sentence -> sentence.startsWith(key + "="));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void whatAStrategyIsToldAloneIsReadByItAlone(String strategy) {
    Stream<String> own =
        keys("gate." + strategy + ".").filter(key -> !key.equals("gate.priority.trust"));
    List<String> flags = own.map(WithoutEffectTest::flag).toList();
    String proxies = "--server.trusted-proxies=10.0.0.1";
    assertThat(sentences(with(with(flags, "--gate.strategy=" + strategy), proxies)), is(empty()));
    assertThat(sentences(with(flags, "--gate.strategy=none")), hasSize(unread(flags, strategy)));
  }

  private static int unread(List<String> flags, String strategy) {
    return strategy.equals("none") ? 0 : flags.size();
  }

  static Collection<String> keys() {
    return KnownKeys.load().paths();
  }

  private static Stream<String> keys(String part) {
    return keys().stream().filter(key -> key.startsWith(part));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gate.max-wait=0 gate.waiting-room=8            | gate.waiting-room=8 | gate.max-wait is 0: no request waits
          gate.waiting-room=0 gate.max-wait=1s           | gate.max-wait=1s    | gate.waiting-room is 0: no request waits
          gate.strategy=reject gate.waiting-room=8       | gate.waiting-room=8 | gate.strategy is reject
          gate.strategy=token-bucket gate.permits=8      | gate.permits=8      | gate.strategy is token-bucket
          gate.strategy=block gate.max-wait=1s           | gate.max-wait=1s    | gate.strategy is block
          gate.strategy=none gate.max-refusal-delay=1s                | gate.max-refusal-delay=1s        | gate.strategy is none
          gate.strategy=codel gate.shed-hopeless=true          | gate.shed-hopeless=true   | gate.strategy is codel
          gate.codel.target=9ms                          | gate.codel.target=9ms | gate.strategy is wait-then-shed
          gate.priority.trust=proxies                    | gate.priority.trust=proxies | gate.strategy is wait-then-shed
          gate.strategy=priority gate.priority.trust=proxies | gate.priority.trust=proxies | server.trusted-proxies is empty: every request counts as normal
          gate.strategy=codel gate.fair-by=address       | gate.fair-by=address | gate.strategy is codel
          gate.fair-by=header:X-Tenant                   | gate.fair-by=header:X-Tenant | server.trusted-proxies is empty: all requests count as those of one caller
          admin.host=127.0.0.1                           | admin.host=127.0.0.1 | admin.port is empty
          admin.token-file=token                         | admin.token-file=token | admin.port is empty
          admin.port=0 admin.persist=true                | admin.persist=true | admin.token-file is empty: nothing can be changed
          backend.jdbc.sql=SELECT                        | backend.jdbc.sql=SELECT | the backend is simulated
          backend.jdbc.password=s3cret                   | backend.jdbc.password=(not shown) | the backend is simulated
          backend.http.url=http://h:9 backend.simulated.seed=2 | backend.simulated.seed=2 | the backend is http
          backend.http.url=http://h:9 backend.http.keep-alive=0 backend.http.max-connection-age=1m | backend.http.max-connection-age=1m | backend.http.keep-alive is 0: no connection has a second call
          backend.http.url=http://h:9 backend.http.tls.ca=ca.pem | backend.http.tls.ca=ca.pem | the backend's url is http, and not https
          backend.http.url=http://h:9 backend.http.tls.server-name=h | backend.http.tls.server-name=h | the backend's url is http, and not https
          backend.type=jdbc backend.http.ejection-time=1s    | backend.http.ejection-time=1s | the backend is jdbc
          backend.simulated.seed=2                       | backend.simulated.seed=2 | all calls are alike, without jitter, slow ones and errors
          backend.simulated.slow-factor=2                | backend.simulated.slow-factor=2 | backend.simulated.slow-share is 0
          backend.simulated.contention=0 backend.simulated.capacity=2 | backend.simulated.capacity=2 | backend.simulated.contention is 0
          """)
  void whatHasNoEffectIsSaidWithItsPlaceAndTheReason(String given, String what, String because) {
    List<String> flags = Stream.of(given.split(" ", -1)).map(flag -> "--" + flag).toList();
    assertThat(
        sentences(flags),
        contains(what + " (on the command line) has no effect because " + because));
  }

  @ParameterizedTest
  @CsvSource({"gate.max-wait=0, gate.waiting-room=64", "gate.waiting-room=0, gate.max-wait=250ms"})
  void aDefaultIsSaidIfWhatWasGivenTakesItsEffect(String given, String what) {
    assertThat(sentences("--" + given), contains(startsWith(what + " (in application.yaml, ")));
  }

  @Test
  void aLineThatHasNeitherPlaceNorTimeIsWhatWasMeant() {
    assertThat(sentences("--gate.max-wait=0", "--gate.waiting-room=0"), is(empty()));
  }

  @Test
  void priorityWithoutAnyoneWhoIsBelievedIsSaid() {
    String priority = "--gate.strategy=priority";
    assertThat(sentences(priority), contains(startsWith("gate.priority.trust=proxies")));
    assertThat(sentences(priority, "--server.trusted-proxies=10.0.0.1"), is(empty()));
    assertThat(sentences(priority, "--gate.priority.trust=everyone"), is(empty()));
  }

  @Test
  void whoseFieldsAreBelievedMattersIfCallersAreToldApartByOne() {
    String proxies = "--server.trusted-proxies=10.0.0.1";
    String trust = "--gate.priority.trust=everyone";
    assertThat(sentences("--gate.fair-by=header:X-Tenant", trust), is(empty()));
    assertThat(sentences("--gate.fair-by=header:X-Tenant", proxies), is(empty()));
    assertThat(sentences("--gate.fair-by=header:X-Tenant,address"), is(empty()));
    assertThat(sentences("--gate.fair-by=address", trust), hasSize(1));
  }

  @Test
  void aShareThatIsNoPlaceInTheRoomIsSaid() {
    List<String> priority =
        List.of("--gate.strategy=priority", "--server.trusted-proxies=10.0.0.1");
    assertThat(sentences(with(priority, "--gate.waiting-room=5")), is(empty()));
    assertThat(
        sentences(with(priority, "--gate.waiting-room=4")),
        contains(
            both(startsWith("gate.priority.low=0.05 (in application.yaml, "))
                .and(
                    endsWith(
                        "because gate.waiting-room is too small to have a place for that class"
                            + " alone"))));
  }

  @Test
  void tooFewPermitsToKeepAnyAreSaid() {
    List<String> priority =
        List.of("--gate.strategy=priority", "--server.trusted-proxies=10.0.0.1");
    assertThat(sentences(with(priority, "--gate.permits=8")), is(empty()));
    assertThat(
        sentences(with(priority, "--gate.permits=7")),
        contains(
            both(startsWith("gate.priority.lendable=0.75 (in application.yaml, "))
                .and(
                    endsWith(
                        "because gate.permits is too small: what it keeps of each share is less"
                            + " than a permit"))));
  }

  @Test
  void permitsAreTheSizeOfThePoolOfADatabase() {
    assertThat(
        sentences("--gate.strategy=token-bucket", "--gate.permits=8", "--backend.type=jdbc"),
        is(empty()));
  }

  @Test
  void capacityCountsIfContentionComesLater() {
    assertThat(
        sentences(
            "--backend.simulated.contention=0",
            "--backend.simulated.capacity=2",
            "--backend.simulated.schedule=1s contention=1"),
        is(empty()));
  }

  @Test
  void theSeedCountsIfSomeCallsFailLater() {
    assertThat(
        sentences("--backend.simulated.seed=2", "--backend.simulated.schedule=1s error-share=0.5"),
        is(empty()));
  }

  @Test
  void aSentenceStaysOneLineWhateverTheValue() {
    assertThat(
        sentences("--backend.jdbc.sql=SELECT\n1"),
        contains(startsWith("backend.jdbc.sql=SELECT 1 (on the command line) has no effect")));
  }
}
