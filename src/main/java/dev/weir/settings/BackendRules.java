package dev.weir.settings;

import dev.weir.address.HttpUrl.Scheme;
import dev.weir.backend.http.HttpConfig;
import dev.weir.backend.jdbc.JdbcConfig;
import dev.weir.backend.simulated.Pace;
import dev.weir.backend.simulated.Schedule.Phase;
import dev.weir.backend.simulated.SimulatedConfig;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Which keys of the backend have no effect: those of another kind, and some that need another. */
final class BackendRules {

  private BackendRules() {}

  static Stream<Rule> of(BackendSettings backend, Collection<String> keys) {
    return switch (backend) {
      case BackendSettings.Simulated simulated ->
          Stream.concat(ofOtherKinds(BackendKind.SIMULATED, keys), simulated(simulated.config()));
      case BackendSettings.Http http ->
          Stream.concat(ofOtherKinds(BackendKind.HTTP, keys), http(http.config(), keys));
      case BackendSettings.Jdbc jdbc ->
          Stream.concat(ofOtherKinds(BackendKind.JDBC, keys), jdbc(jdbc.config()));
    };
  }

  private static Stream<Rule> ofOtherKinds(BackendKind chosen, Collection<String> keys) {
    return Arrays.stream(BackendKind.values())
        .filter(kind -> kind != chosen)
        .flatMap(kind -> keys.stream().filter(kind::owns))
        .map(key -> new Rule(key, true, "the backend is " + chosen.label()));
  }

  private static Stream<Rule> jdbc(JdbcConfig backend) {
    return Stream.of(
        new Rule("backend.jdbc.max-rows", backend.sql().isEmpty(), "backend.jdbc.sql is empty"));
  }

  private static Stream<Rule> http(HttpConfig backend, Collection<String> keys) {
    Rule age =
        new Rule(
            "backend.http.max-connection-age",
            backend.timeouts().keepAlive().isZero(),
            "backend.http.keep-alive is 0: no connection has a second call");
    boolean plain = backend.urls().getFirst().scheme() == Scheme.HTTP;
    Stream<Rule> tls =
        keys.stream()
            .filter(key -> key.startsWith("backend.http.tls."))
            .map(key -> new Rule(key, plain, "the backend's url is http, and not https"));
    return Stream.concat(Stream.of(age), tls);
  }

  private static Stream<Rule> simulated(SimulatedConfig backend) {
    List<Pace> paces =
        Stream.concat(
                Stream.of(backend.pace()), backend.schedule().phases().stream().map(Phase::pace))
            .toList();
    boolean uncontended = paces.stream().allMatch(pace -> pace.contention() == 0);
    boolean noneIsSlow = backend.slowShare() == 0;
    boolean slowIsUsual = backend.slowFactor() == 1;
    boolean noneFails = paces.stream().allMatch(pace -> pace.errorShare() == 0);
    return Stream.of(
        new Rule("backend.simulated.capacity", uncontended, "backend.simulated.contention is 0"),
        new Rule("backend.simulated.slow-factor", noneIsSlow, "backend.simulated.slow-share is 0"),
        new Rule("backend.simulated.slow-share", slowIsUsual, "backend.simulated.slow-factor is 1"),
        new Rule(
            "backend.simulated.seed",
            backend.jitter().isZero() && (noneIsSlow || slowIsUsual) && noneFails,
            "all calls are alike, without jitter, slow ones and errors"));
  }
}
