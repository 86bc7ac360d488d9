package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.backend.simulated.Pace;
import dev.weir.backend.simulated.Schedule;
import dev.weir.backend.simulated.SimulatedConfig;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import dev.weir.gate.strategy.Adaptive;
import dev.weir.gate.strategy.Block;
import dev.weir.gate.strategy.CoDel;
import dev.weir.gate.strategy.Demand;
import dev.weir.gate.strategy.LeakyBucket;
import dev.weir.gate.strategy.None;
import dev.weir.gate.strategy.PriorityShedding;
import dev.weir.gate.strategy.Reject;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.TokenBucket;
import dev.weir.gate.strategy.WaitThenShed;
import dev.weir.gate.strategy.WorkerPool;
import dev.weir.log.LogFormat;
import dev.weir.log.Severity;
import dev.weir.routing.Route;
import dev.weir.routing.Routes;
import dev.weir.tls.IdentityFiles;
import dev.weir.wire.ConnectionLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final String HTTP_URL = "--backend.http.url=http://localhost:9000";
  private static final String JDBC_URL = "--backend.jdbc.url=jdbc:h2:mem:other";

  @TempDir private Path folder;

  private static Settings flags(String... flags) {
    return Settings.read(List.of(flags), Map.of(), new Properties());
  }

  private static String complaint(String... flags) {
    return String.valueOf(assertThrows(SettingsException.class, () -> flags(flags)).getMessage());
  }

  private String file(String yaml) throws IOException {
    return "--config=" + Files.writeString(folder.resolve("weir.yaml"), yaml);
  }

  private static Properties property(String name, String value) {
    Properties properties = new Properties();
    properties.setProperty(name, value);
    return properties;
  }

  /** A value other than the default, which is not meant to be valid together with the others. */
  private static String otherValue(String key) {
    return switch (key) {
      case "server.port",
          "server.max-connections",
          "admin.port",
          "gate.permits",
          "gate.waiting-room",
          "backend.simulated.capacity",
          "backend.simulated.seed" ->
          "7";
      case "server.access-log" -> "true";
      case "backend.simulated.contention",
          "backend.simulated.slow-share",
          "backend.simulated.error-share" ->
          "0.5";
      case "backend.http.url", "backend.http.urls" -> "http://127.0.0.1:9000";
      case "backend.jdbc.url" -> "jdbc:h2:mem:other";
      default -> key.matches(".*(time|wait|latency|jitter).*") ? "7s" : "other";
    };
  }

  static Collection<String> keys() {
    return KnownKeys.load().paths();
  }

  @Test
  void everyKeyIsRead() {
    Values values = new Values(Layers.read(List.of(), Map.of(), new Properties()));
    assertThat(Settings.from(values), is(flags()));
    Set<String> read = new HashSet<>(values.keysRead());
    StrategySettings.all(values, List.of()).values().forEach(made -> read.addAll(made.keys()));
    assertThat(read, is(Set.copyOf(keys())));
  }

  private static String given(Layers layers, String key) {
    return layers.given(key).value();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyCanBeGivenOnTheCommandLine(String key) {
    List<String> args = List.of("--" + key + "=" + otherValue(key));
    Layers layers = Layers.read(args, Map.of(), new Properties());
    assertThat(given(layers, key), is(otherValue(key)));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyCanBeGivenInTheEnvironment(String key) {
    Layers layers =
        Layers.read(List.of(), Map.of(KnownKeys.variable(key), otherValue(key)), new Properties());
    assertThat(given(layers, key), is(otherValue(key)));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyCanBeGivenAsASystemProperty(String key) {
    Layers layers = Layers.read(List.of(), Map.of(), property(key, otherValue(key)));
    assertThat(given(layers, key), is(otherValue(key)));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyCanBeGivenInAFile(String key) throws IOException {
    List<String> args = List.of(file(key + ": \"" + otherValue(key) + "\""));
    Layers layers = Layers.read(args, Map.of(), new Properties());
    assertThat(given(layers, key), is(otherValue(key)));
  }

  @Test
  void theOnlyGateIsTheDefaultOne() {
    assertThat(flags().gates(), is(Map.of(Route.DEFAULT_NAME, flags().gate())));
    assertThat(flags().routes(), is(Routes.NONE));
  }

  @Test
  void theStrongestLayerWins() throws IOException {
    String file = file("gate:\n  permits: 2\n");
    Properties property = property("gate.permits", "3");
    Map<String, String> variable = Map.of("WEIR_GATE_PERMITS", "4");
    assertThat(permits(flags()), is(16));
    assertThat(permits(flags(file)), is(2));
    assertThat(permits(Settings.read(List.of(file), Map.of(), property)), is(3));
    assertThat(permits(Settings.read(List.of(file), variable, property)), is(4));
    List<String> flag = List.of("--gate.permits=5", file);
    assertThat(permits(Settings.read(flag, variable, property)), is(5));
  }

  private static int permits(Settings settings) {
    return settings.gate().limits().permits();
  }

  @Test
  void theDefaultsAreThoseOfTheDesign() {
    Settings settings = flags();
    ConnectionLimits clients =
        new ConnectionLimits(
            Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofSeconds(30), 240, true);
    RequestLimits limits = new RequestLimits(8192, 16_384, OptionalLong.empty());
    assertThat(
        settings.server(),
        is(
            new ServerSettings(
                "0.0.0.0",
                8080,
                Duration.ZERO,
                Duration.ofSeconds(10),
                new ProxySettings(List.of(), false, Optional.empty()),
                10_000,
                clients,
                limits,
                Optional.empty())));
    assertThat(
        settings.admin(),
        is(
            new AdminSettings(
                "127.0.0.1", OptionalInt.empty(), Optional.empty(), false, List.of())));
    assertThat(
        settings.log(), is(new LogSettings(LogFormat.TEXT, Severity.INFO, Optional.empty())));
    assertThat(settings.gate().strategy().name(), is("wait-then-shed"));
    assertThat(settings.gate().limits().waitingRoom(), is(64));
    assertThat(settings.gate().limits().maxWait(), is(Duration.ofMillis(250)));
    assertThat(
        settings.backend(),
        is(
            new BackendSettings.Simulated(
                new SimulatedConfig(
                    new Pace(Duration.ofMillis(20), 16, 0.05, 0),
                    Duration.ZERO,
                    0,
                    20,
                    Schedule.NONE,
                    1))));
  }

  @ParameterizedTest
  @CsvSource({
    "false, text,",
    "off,   json,",
    "true,  text, TEXT",
    "true,  json, JSON",
    "text,  json, TEXT",
    "json,  text, JSON"
  })
  void theAccessLogHasItsOwnFormOrThatOfTheLog(String access, String log, LogFormat form) {
    Settings settings = flags("--server.access-log=" + access, "--log.format=" + log);
    assertThat(settings.log().access(), is(Optional.ofNullable(form)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          server.port                    | -1     | from 0 to 65535
          server.port                    | 65536  | from 0 to 65535
          server.port                    | http   | whole number
          server.host                    | ''     | must not be empty
          server.drain-timeout           | 5      | must be a duration
          server.access-log              | yes    | one of false, text, json, true, off
          log.format                     | xml    | one of text, json
          log.level                      | fine   | one of error, warning, info, debug
          server.trusted-proxies         | 10.0.0.0/33 | "10.0.0.0/33" is none
          server.trusted-proxies         | ::1, lb1 | "lb1" is none
          server.underscore-fields       | keep | one of drop, pass
          server.via                     | a weir | must be a word
          gate.priority.trust            | nobody | one of everyone, proxies
          server.max-request-line        | 255    | from 256B to 1MB
          server.max-header-size         | 16kb   | must be a size
          server.max-body                | 10 MB  | must be a size
          server.max-body                | -1     | from 0B to 1024GB
          admin.port                     | 65536  | from 0 to 65535
          admin.port                     | 8080   | must be another port than server.port
          gate.strategy                  | fifo   | one of none, block, reject, wait-then-shed
          gate.permits                   | 0      | from 1 to
          gate.permits                   | 1.5    | whole number
          gate.permits                   | ''     | whole number
          gate.waiting-room              | -1     | from 0 to
          gate.max-wait                  | -1ms   | must be a duration
          gate.max-wait                  | 2h     | from 0s to 3600s
          gate.max-wait                  | PT-1S  | must be a duration
          gate.token-bucket.rate         | 0      | from 0.001 to
          gate.token-bucket.burst        | 0      | from 1 to
          gate.leaky-bucket.rate         | fast   | must be a number
          gate.priority.header           | a b    | name of an HTTP field
          gate.priority.header           | ''     | name of an HTTP field
          gate.priority.critical         | 1.1    | from 0.0 to 1.0
          gate.priority.critical         | 0.7    | must be at most 1, not 1.05
          gate.priority.low              | -0.1   | from 0.0 to 1.0
          gate.fair-by                   | client | must be none, address, route, header:NAME, or two
          gate.fair-by                   | ''     | must be none, address, route, header:NAME, or two
          gate.fair-by                   | header: | name of an HTTP field
          gate.fair-by                   | header:a b | name of an HTTP field
          gate.fair-by                   | none, address | must be none, address
          gate.fair-by                   | address, address | or two of these
          gate.fair-by                   | address, header:A, header:B | or two of these
          gate.adaptive.min-permits      | 0      | from 1 to
          gate.adaptive.max-permits      | 0      | from 1 to
          gate.codel.target              | 101ms  | from 0s to 100ms
          gate.codel.interval            | 0      | from 1ms to
          backend.type                   | ftp    | one of simulated, http, jdbc
          backend.simulated.latency      | fast   | must be a duration
          backend.simulated.jitter       | 1 s    | must be a duration
          backend.simulated.capacity     | 0      | from 1 to
          backend.simulated.contention   | -0.1   | from 0.0 to
          backend.simulated.contention   | NaN    | from 0.0 to
          backend.simulated.slow-share   | 1.1    | from 0.0 to 1.0
          backend.simulated.slow-factor  | 0.9    | from 1.0 to
          backend.simulated.error-share  | 2      | from 0.0 to 1.0
          backend.simulated.seed         | x      | whole number
          backend.http.url               | host:9 | must be an address
          backend.http.url               | ftp://h| must be an address
          backend.http.url               | http://h/?q=1 | must be without a query
          backend.http.url               | http://u:p@h | must be without a user
          backend.http.url               | http://h/#a  | must be without a fragment
          backend.http.url               | http://h:99999 | must have a port from 1 to 65535
          backend.http.url               | http://[::1 | must be an address
          backend.http.urls              | http://a_1:9,http://b_2:x | must have a port from 1 to 65535
          backend.http.url               | https://a_b  | no certificate can be for a name with an underscore
          backend.http.urls              | https://a,https://b_c | no certificate can be for a name with an underscore
          backend.http.tls.server-name   | a b    | must be the name of a host
          backend.http.tls.server-name   | 10.0.0.1 | must be the name of a host
          backend.http.max-connection-age| 25h    | from 0s to 86400s
          backend.http.connect-timeout   | 0      | from 1ms to
          backend.http.first-byte-timeout| 0      | from 1ms to
          """)
  void aBadValueIsOneLineWithKeyValuePlaceAndRule(String key, String value, String rule) {
    String line = complaint("--" + key + "=" + value);
    assertThat(line, startsWith(key + "=" + value + " (on the command line): "));
    assertThat(line, containsString(rule));
    assertThat(line.lines().count(), is(1L));
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void everyStrategyHasDefaults(Strategy expected) {
    assertThat(flags("--gate.strategy=" + expected.name()).gate().strategy(), is(expected));
    assertThat(flags().gate().priorityHeader(), is("X-Priority"));
  }

  static Stream<Strategy> defaults() {
    GateLimits limits = new GateLimits(16, 64, Duration.ofMillis(250));
    Map<Priority, Double> shares =
        Map.of(
            Priority.CRITICAL, 0.5, Priority.HIGH, 0.2, Priority.NORMAL, 0.1, Priority.LOW, 0.05);
    return Stream.of(
        new None(),
        new Block(16),
        new Reject(16),
        new WaitThenShed(limits, true),
        new WorkerPool(16, 64, Sharing.NONE),
        new TokenBucket(800, 16),
        new LeakyBucket(800, 64, limits.maxWait()),
        new Demand(16, 64),
        new PriorityShedding(limits, true, Sharing.NONE, shares, 0.75),
        new Adaptive(limits, true, Sharing.NONE, 1, 1_000),
        new CoDel(limits, Duration.ofMillis(5), Duration.ofMillis(100)));
  }

  @Test
  void callersAreToldApartByUpToTwoKeys() {
    assertThat(flags().gate().fairBy(), is(empty()));
    assertThat(
        flags("--gate.fair-by=header:X-Tenant, address").gate().fairBy(),
        contains(new FairKey.Field("X-Tenant"), new FairKey.Address()));
    assertThat(
        flags("--gate.fair-by=route,address").gate().fairBy(),
        contains(new FairKey.Route(), new FairKey.Address()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait-then-shed", "worker-pool", "priority", "adaptive"})
  void aStrategyWithAnOrderOfItsOwnCanBeFair(String strategy) {
    GateSettings fair = flags("--gate.strategy=" + strategy, "--gate.fair-by=address").gate();
    assertThat(fair.strategy().toString(), containsString("fairness=BY_CALLER"));
  }

  @Test
  void everyStrategyCanBeChosen() {
    assertThat(GateSettings.strategies(), is(defaults().map(Strategy::name).toList()));
  }

  @Test
  void sharesThatFillTheWholeAreNotTooMuch() {
    Strategy strategy =
        flags(
                "--gate.strategy=priority",
                "--gate.priority.critical=0.7",
                "--gate.priority.high=0.1",
                "--gate.priority.normal=0.1",
                "--gate.priority.low=0.1")
            .gate()
            .strategy();
    assertThat(((PriorityShedding) strategy).shares().get(Priority.CRITICAL), is(0.7));
  }

  @Test
  void adaptiveBeginsWithinItsBounds() {
    String[] tooMany = {"--gate.permits=50", "--gate.adaptive.max-permits=40"};
    assertThat(flags(tooMany).gate().limits().permits(), is(50));
    assertThat(
        complaint(tooMany[0], tooMany[1], "--gate.strategy=adaptive"),
        is(
            "gate.permits=50 (on the command line): must be within what adaptive may choose from,"
                + " 1 to 40"));
  }

  /** Shares of which none is lent. */
  private static String[] keeping(String shares, int permits) {
    return Stream.concat(
            Stream.of(shares.split(" ", -1)).map(share -> "--gate.priority." + share),
            Stream.of("--gate.priority.lendable=0", "--gate.permits=" + permits))
        .toArray(String[]::new);
  }

  private static String[] with(String[] flags, String flag) {
    return Stream.concat(Stream.of(flags), Stream.of(flag)).toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "critical=0.8 normal=0.2 high=0 low=0, 10",
    "critical=0.5 low=0.5 high=0 normal=0, 4"
  })
  void sharesThatKeepAllPermitsFromAClassAreRefused(String shares, int permits) {
    String[] flags = keeping(shares, permits);
    assertThat(
        complaint(with(flags, "--gate.strategy=priority")),
        startsWith("gate.priority.lendable=0 (on the command line): must be more than 0"));
    assertThat(flags(flags).gate().limits().permits(), is(permits));
  }

  @ParameterizedTest
  @CsvSource({
    "critical=0.5 low=0.5 high=0 normal=0, 5",
    "critical=0.7 low=0.3 high=0 normal=0, 4",
    "critical=0.5 low=0.2 high=0.2 normal=0.1, 10"
  })
  void sharesThatLeaveAPermitToEveryClassAreFine(String shares, int permits) {
    String[] flags = with(keeping(shares, permits), "--gate.strategy=priority");
    assertThat(flags(flags).gate().limits().permits(), is(permits));
  }

  @Test
  void theHttpBackendNeedsAUrl() {
    assertThat(complaint("--backend.type=http"), containsString("backend.http.url="));
    assertThat(
        flags("--backend.type=http", "--backend.http.url=http://localhost:9000/base").backend(),
        instanceOf(BackendSettings.Http.class));
  }

  @Test
  void theBackendIsTheOneThatAUrlIsGivenFor() {
    assertThat(flags(HTTP_URL).backend(), instanceOf(BackendSettings.Http.class));
    assertThat(
        flags("--backend.http.urls=http://a:9000,http://b:9000").backend(),
        instanceOf(BackendSettings.Http.class));
    assertThat(flags(JDBC_URL).backend(), instanceOf(BackendSettings.Jdbc.class));
    assertThat(flags().backend(), instanceOf(BackendSettings.Simulated.class));
    assertThat(
        flags(HTTP_URL, "--backend.http.url=").backend(),
        instanceOf(BackendSettings.Simulated.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backend.type=simulated          | backend.http.url=http://h:9
          backend.type=simulated          | backend.http.urls=http://h:9,http://i:9
          backend.type=simulated          | backend.jdbc.url=jdbc:h2:mem:x
          backend.type=jdbc               | backend.http.url=http://h:9
          backend.type=http               | backend.jdbc.url=jdbc:h2:mem:x
          backend.http.url=http://h:9     | backend.jdbc.url=jdbc:h2:mem:x
          backend.http.url=http://h:9     | backend.http.urls=http://h:9,http://i:9
          """)
  void whatContradictsItselfIsRefusedWithBothPlaces(String one, String other) {
    assertThat(
        complaint("--" + one, "--" + other),
        is(said(one) + " contradicts " + said(other) + ": keep one of them"));
  }

  private static String said(String setting) {
    return setting.replaceFirst("jdbc:.*", "(not shown)") + " (on the command line)";
  }

  @Test
  void aContradictionBetweenTwoPlacesNamesBoth() throws IOException {
    String line = complaint(file("backend:\n  type: simulated\n"), HTTP_URL);
    assertThat(line, containsString("backend.type=simulated (in "));
    assertThat(line, containsString("weir.yaml, line 2) contradicts backend.http.url="));
  }

  @Test
  void aMistakeIsFoundInABackendThatIsNotUsed() {
    assertThat(
        complaint("--backend.type=simulated", "--backend.http.connect-timeout=1"),
        startsWith("backend.http.connect-timeout=1"));
  }

  @Test
  void aJdbcUrlWithoutADriverIsRefusedWithoutShowingIt() {
    String line = complaint("--backend.jdbc.url=jdbc:oracle:thin:scott/tiger@db");
    assertThat(line, startsWith("backend.jdbc.url=(not shown)"));
    assertThat(line, containsString("jdbc:postgresql:"));
    assertThat(line, not(containsString("tiger")));
  }

  @Test
  void aPasswordIsNeverShown() {
    var jdbc = flags("--backend.type=jdbc", "--backend.jdbc.password=s3cret").backend();
    assertThat(jdbc.toString(), not(containsString("s3cret")));
  }

  @Test
  void anUnknownKeyIsAnsweredWithTheNearest() {
    assertThat(
        complaint("--gate.permit=8"),
        is("gate.permit (on the command line): there is no such key; the nearest is gate.permits"));
  }

  @Test
  void anUnknownVariableIsAnsweredWithTheNearest() {
    Map<String, String> variables = Map.of("WEIR_GATE_WAITINGROOM", "8");
    var e =
        assertThrows(
            SettingsException.class, () -> Settings.read(List.of(), variables, new Properties()));
    assertThat(e.getMessage(), endsWith("the nearest is WEIR_GATE_WAITING_ROOM"));
  }

  @Test
  void anUnknownPropertyIsRefused() {
    Properties property = property("backend.http.uri", "x");
    var e =
        assertThrows(SettingsException.class, () -> Settings.read(List.of(), Map.of(), property));
    assertThat(e.getMessage(), endsWith("the nearest is backend.http.url"));
  }

  @Test
  void certificateAndKeyGoTogether() {
    assertThat(
        complaint("--server.tls.certificate=cert.pem"),
        endsWith("must be set together with server.tls.certificate"));
    assertThat(
        complaint("--server.tls.private-key=key.pem"), startsWith("server.tls.certificate= "));
    assertThat(
        flags("--server.tls.certificate=cert.pem", "--server.tls.private-key=key.pem")
            .server()
            .tls(),
        is(Optional.of(new IdentityFiles(Path.of("cert.pem"), Path.of("key.pem")))));
  }

  @Test
  void soDoThoseForUpstreams() {
    assertThat(
        complaint("--backend.http.tls.certificate=cert.pem"),
        endsWith("must be set together with backend.http.tls.certificate"));
    assertThat(
        complaint("--backend.http.tls.private-key=key.pem"),
        startsWith("backend.http.tls.certificate= "));
  }

  @Test
  void theAdminPortListensOnLoopbackUnlessAnotherAddressIsGiven() {
    String[] port = {"--server.host=10.0.0.1", "--admin.port=8080", "--admin.host=10.0.0.2"};
    assertThat(flags(port).admin().host(), is("10.0.0.2"));
    assertThat(flags(port).admin().port(), is(OptionalInt.of(8080)));
    assertThat(flags(port[0], "--admin.port=0").admin().host(), is("127.0.0.1"));
  }

  @Test
  void theAddressesOfAServiceInKubernetesAreLeftAlone() {
    Map<String, String> links =
        Map.of(
            "WEIR_ADMIN_PORT", "tcp://10.0.0.1:80",
            "WEIR_ADMIN_SERVICE_HOST", "10.0.0.1",
            "WEIR_ADMIN_PORT_80_TCP", "tcp://10.0.0.1:80",
            "WEIR_ADMIN_PORT_80_TCP_PROTO", "tcp");
    Settings settings = Settings.read(List.of(), links, new Properties());
    assertThat(settings.admin().port(), is(OptionalInt.empty()));
  }

  @Test
  void variablesOfOthersAreLeftAlone() {
    Map<String, String> kubernetes =
        Map.of("WEIR_SERVICE_HOST", "10.0.0.1", "WEIR_PORT", "tcp://10.0.0.1:80", "PATH", "/bin");
    assertThat(permits(Settings.read(List.of(), kubernetes, new Properties())), is(16));
  }

  @ParameterizedTest
  @CsvSource({"gate.permits=8", "-gate.permits=8", "--gate.permits", "8"})
  void whatIsNotKeyEqualsValueIsRefused(String arg) {
    assertThat(complaint(arg), startsWith(arg + ": settings are given as --key=value"));
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(complaint("--config=/no/such.yaml"), startsWith("--config=/no/such.yaml: "));
  }

  private static Settings named(String file, String... flags) {
    return Settings.read(List.of(flags), Map.of("WEIR_CONFIG", file), new Properties());
  }

  @Test
  void theEnvironmentMayNameTheFile() throws IOException {
    String flag = file("gate: {permits: 3}");
    String name = flag.replace("--config=", "");
    assertThat(permits(named(name)), is(3));
    assertThat("none", permits(named("")), is(16));
    String missing =
        assertThrows(SettingsException.class, () -> named("/no/such.yaml")).getMessage();
    assertThat(missing, startsWith("WEIR_CONFIG=/no/such.yaml: there is no such file"));
    assertThat("the stronger one", permits(named("/no/such.yaml", flag)), is(3));
  }

  @Test
  void aMistakeInAFileIsFoundWithItsLine() throws IOException {
    assertThat(complaint(file("gate:\n  permits: 0\n")), containsString("weir.yaml, line 2"));
    assertThat(complaint(file("gate:\n  permitz: 1\n")), containsString("weir.yaml, line 2"));
    assertThat(complaint(file("gate: [\n")), containsString("this is not YAML"));
    assertThat(complaint(file("just words\n")), containsString("weir.yaml, line 1"));
    assertThat(complaint(file("gate:\n  permits:\n    - 1\n")), containsString("line 3"));
    assertThat(
        complaint(file("gate.permits: 1\ngate:\n  permits: 2\n")),
        containsString("gate.permits is already set in line 1"));
    assertThat(complaint(file("gate: &a\n  gate: *a\n")), containsString("hold itself"));
    assertThat(complaint(file("gate: \u0001\n")), containsString("this is not YAML"));
  }

  @Test
  void aComplaintStaysOneLineWhateverTheValue() {
    assertThat(
        complaint("--gate.permits=1\n2\u2028\u00003"),
        startsWith("gate.permits=1 2 3 (on the command line): must be a whole number"));
  }

  @Test
  void aPathThatIsNoneIsNoSuchFile() {
    assertThat(complaint("--config=a\u0000b"), containsString("there is no such file"));
  }

  @Test
  void anEmptyFileChangesNothing() throws IOException {
    assertThat(permits(flags(file("# nothing\n"))), is(16));
  }

  @Test
  void aValueOfAFileStaysAsItIsWritten() throws IOException {
    var jdbc =
        (BackendSettings.Jdbc)
            flags(file("backend: {type: jdbc, jdbc: {password: 012}}")).backend();
    assertThat(jdbc.config().password().orElseThrow(), is("012"));
  }
}
