package dev.weir.settings;

import dev.weir.address.HttpUrl.Scheme;
import dev.weir.settings.BackendSettings.Pace;
import dev.weir.settings.BackendSettings.Phase;
import dev.weir.settings.BackendSettings.Simulated;
import dev.weir.settings.WithoutEffect.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which keys of the backend have no effect: those of another kind, and some that need another. */
final class BackendRules {

  private BackendRules() {}

  static Stream<Rule> of(BackendSettings backend) {
    return Stream.concat(ofOtherKinds(BackendKind.of(backend)), details(backend));
  }

  private static Stream<Rule> ofOtherKinds(BackendKind chosen) {
    return Arrays.stream(Key.values())
        .map(key -> new Rule(key, ofAnother(chosen, key), "the backend is " + chosen.label()));
  }

  private static boolean ofAnother(BackendKind chosen, Key key) {
    return Arrays.stream(BackendKind.values())
        .anyMatch(kind -> kind != chosen && key.path().startsWith("backend." + kind.label() + "."));
  }

  private static Stream<Rule> details(BackendSettings backend) {
    return switch (backend) {
      case Simulated simulated -> simulated(simulated);
      case HttpSettings http -> http(http);
      case BackendSettings.Jdbc jdbc ->
          Stream.of(new Rule(Key.JDBC_MAX_ROWS, jdbc.sql().isEmpty(), "backend.jdbc.sql is empty"));
    };
  }

  private static Stream<Rule> http(HttpSettings backend) {
    Rule age =
        new Rule(
            Key.HTTP_MAX_CONNECTION_AGE,
            backend.timeouts().keepAlive().isZero(),
            "backend.http.keep-alive is 0: no connection has a second call");
    boolean plain = backend.urls().getFirst().scheme() == Scheme.HTTP;
    Stream<Rule> tls =
        Arrays.stream(Key.values())
            .filter(key -> key.path().startsWith("backend.http.tls."))
            .map(key -> new Rule(key, plain, "the backend's url is http, and not https"));
    return Stream.concat(Stream.of(age), tls);
  }

  private static Stream<Rule> simulated(Simulated backend) {
    List<Pace> paces =
        Stream.concat(Stream.of(backend.pace()), backend.schedule().stream().map(Phase::pace))
            .toList();
    boolean uncontended = paces.stream().allMatch(pace -> pace.contention() == 0);
    boolean noneIsSlow = backend.slowShare() == 0;
    boolean slowIsUsual = backend.slowFactor() == 1;
    boolean noneFails = paces.stream().allMatch(pace -> pace.errorShare() == 0);
    return Stream.of(
        new Rule(Key.SIMULATED_CAPACITY, uncontended, "backend.simulated.contention is 0"),
        new Rule(Key.SIMULATED_SLOW_FACTOR, noneIsSlow, "backend.simulated.slow-share is 0"),
        new Rule(Key.SIMULATED_SLOW_SHARE, slowIsUsual, "backend.simulated.slow-factor is 1"),
        new Rule(
            Key.SIMULATED_SEED,
            backend.jitter().isZero() && (noneIsSlow || slowIsUsual) && noneFails,
            "all calls are alike, without jitter, slow ones and errors"));
  }
}
