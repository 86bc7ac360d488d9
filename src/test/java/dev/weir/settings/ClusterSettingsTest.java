package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.cluster.ClusterConfig;
import dev.weir.cluster.OnLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Weir needs to know to share its limits with others. */
class ClusterSettingsTest {

  private static final String URL = "--cluster.url=redis://store";
  private static final String PEERS = "--cluster.peers=dns:weir";

  private static ReadSettings read(String... flags) {
    return ReadSettings.from(List.of(flags), Map.of(), new Properties());
  }

  private static ClusterSettings cluster(String... flags) {
    return read(flags).settings().cluster().orElseThrow();
  }

  private static StoreSettings.Server server(String url) {
    return (StoreSettings.Server) cluster("--cluster.url=" + url).store();
  }

  private static String complaint(String... flags) {
    return String.valueOf(assertThrows(SettingsException.class, () -> read(flags)).getMessage());
  }

  @Test
  void byDefaultAWeirIsByItself() {
    assertThat(read().settings().cluster(), is(Optional.empty()));
    assertThat(read().settings().sharedGates(), is(empty()));
  }

  @Test
  void aUrlIsEnough() {
    ClusterSettings cluster = cluster(URL);
    assertThat(
        cluster.of("a-1"),
        is(new ClusterConfig("weir", "a-1", Duration.ofSeconds(5), OnLoss.SAFE, 3)));
    assertThat(cluster.store().description(), is("redis://store"));
  }

  @Test
  void allCanBeSet() {
    ClusterSettings cluster =
        cluster(
            "--cluster.url=valkeys://store/1",
            "--cluster.name=shop-2",
            "--cluster.replicas=5",
            "--cluster.lease=1m",
            "--cluster.on-loss=closed",
            "--cluster.user=weir",
            "--cluster.password-file=/run/secrets/weir",
            "--cluster.tls.ca=/run/ca.pem");
    assertThat(
        cluster.of("a-1"),
        is(new ClusterConfig("shop-2", "a-1", Duration.ofMinutes(1), OnLoss.CLOSED, 5)));
    StoreSettings.Server server = (StoreSettings.Server) cluster.store();
    assertThat(server.user(), is(Optional.of("weir")));
    assertThat(server.passwordFile(), is(Optional.of(Path.of("/run/secrets/weir"))));
    assertThat(server.ca(), is(Optional.of(Path.of("/run/ca.pem"))));
  }

  @ParameterizedTest
  @CsvSource({
    "redis://store,               store,    6379, 0,    false",
    "rediss://my_store:6380/,     my_store, 6380, 0,    true",
    "valkey://10.0.0.1/2,         10.0.0.1, 6379, 2,    false",
    "valkeys://[::1]:7000/15,     ::1,      7000, 15,   true"
  })
  void aUrlHasHostPortAndDatabase(String text, String host, int port, int database, boolean tls) {
    StoreUrl url = server(text).url();
    assertThat(url.authority().host(), is(host));
    assertThat(url.authority().port(), is(port));
    assertThat(url.database(), is(database));
    assertThat(url.tls(), is(tls));
    assertThat(url.toString(), is(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --cluster.url=http://store       | must be an address such as redis://127.0.0.1:6379
          --cluster.url=store:6379         | must be an address such as redis://127.0.0.1:6379
          --cluster.url=redis://store/a    | must be an address such as redis://127.0.0.1:6379
          --cluster.url=redis://store?a=b  | must be an address such as redis://127.0.0.1:6379
          --cluster.url=redis://           | must have a host of
          --cluster.url=redis://store:0    | must have a port from 1 to 65535
          --cluster.peers=weir             | must be dns: and the name
          --cluster.peers=dns:             | must be dns: and the name
          --cluster.peers=dns:weir/a       | must be dns: and the name
          --cluster.name=My Shop           | must be a name of small letters
          --cluster.replicas=0             | must be a whole number from 1 to 10000
          --cluster.lease=999ms            | must be a duration from 1s to 300s
          --cluster.lease=6m               | must be a duration from 1s to 300s
          --cluster.on-loss=open           | must be one of safe, last, closed
          """)
  void aBadValueIsRefusedInOneLine(String flag, String rule) {
    String key = flag.substring(2, flag.indexOf('='));
    assertThat(
        complaint(flag),
        allOf(startsWith(key + "="), containsString(" (on the command line): " + rule)));
  }

  @Test
  void aPasswordInAUrlIsRefusedAndNotShown() {
    assertThat(
        complaint("--cluster.url=redis://weir:secret@store"),
        is(
            "cluster.url=(not shown) (on the command line): must be without a user: cluster.user"
                + " and cluster.password-file are for that"));
  }

  @Test
  void aStoreContradictsPeers() {
    assertThat(
        complaint(URL, PEERS),
        allOf(startsWith("cluster.url="), containsString(" contradicts cluster.peers=dns:weir ")));
  }

  @Test
  void peersAreAName() {
    assertThat(cluster(PEERS).store(), is(new StoreSettings.Peers("weir")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "token-bucket", "leaky-bucket", "demand", "adaptive"})
  void aClusterWithoutAGateToShareStopsTheStart(String strategy) {
    assertThat(
        complaint(URL, "--gate.strategy=" + strategy),
        allOf(
            startsWith("cluster.url=(not shown) (on the command line): there is no gate"),
            containsString("gate.strategy is " + strategy)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"block", "reject", "wait-then-shed", "worker-pool", "priority", "codel"})
  void aGateWithAFixedNumberOfPermitsIsShared(String strategy) {
    ReadSettings read = read(URL, "--gate.strategy=" + strategy);
    assertThat(read.settings().sharedGates(), contains("default"));
    assertThat(read.warnings(), is(empty()));
  }

  @Test
  void aGateThatIsNotSharedIsSaid() {
    ReadSettings read =
        ConfigFile.read(
            """
            gates:
              finds:
                strategy: adaptive
              rate:
                strategy: token-bucket
            routes:
              - {name: a, path: /a, gate: finds}
              - {name: b, path: /b, gate: rate}
            """,
            URL);
    assertThat(read.settings().sharedGates(), contains("default"));
    assertThat(
        read.warnings(),
        contains(
            allOf(
                startsWith("gates.finds.strategy=adaptive (in "),
                containsString("each finds its own number of permits")),
            allOf(
                startsWith("gates.rate.strategy=token-bucket (in "),
                containsString("it has no fixed number of permits"))));
  }

  @Test
  void fewerPermitsThanReplicasAreSaid() {
    assertThat(
        read(URL, "--gate.permits=2").warnings(),
        contains(
            startsWith("gate.permits=2 (on the command line) is less than cluster.replicas, 3:")));
    assertThat(read(URL, "--gate.permits=3").warnings(), is(empty()));
    assertThat(read("--gate.permits=2").warnings(), is(empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --cluster.lease=2s           |                            | cluster.url and cluster.peers are empty
          --cluster.user=a             | --cluster.peers=dns:weir   | cluster.url is empty
          --cluster.password-file=/a   | --cluster.peers=dns:weir   | cluster.url is empty
          --cluster.tls.ca=/a          | --cluster.url=redis://a    | cluster.url is without TLS (rediss)
          --cluster.user=a             | --cluster.url=redis://a    | cluster.password-file is empty
          """)
  void whatHasNoEffectIsSaid(String flag, String with, String because) {
    String[] flags = Stream.of(flag, with).filter(one -> one != null).toArray(String[]::new);
    assertThat(read(flags).withoutEffect(), hasItem(endsWith("because " + because)));
  }

  @Test
  void whatHasAnEffectIsNotSaid() {
    assertThat(
        read(
                "--cluster.url=rediss://a",
                "--cluster.user=a",
                "--cluster.password-file=/a",
                "--cluster.tls.ca=/a",
                "--cluster.lease=2s")
            .withoutEffect(),
        is(empty()));
  }

  @Test
  void aFileThatCantBeReadStopsTheStart(@TempDir Path folder) throws IOException {
    String nowhere = folder + "/nowhere";
    Path broken = Files.writeString(folder.resolve("ca.pem"), "broken");
    assertThat(
        refusal(URL, "--cluster.password-file=" + nowhere), startsWith("cluster.password-file"));
    assertThat(
        refusal("--cluster.url=rediss://store", "--cluster.tls.ca=" + broken),
        allOf(startsWith("cluster.tls: " + broken), not(containsString("\n"))));
  }

  private static String refusal(String... flags) {
    ClusterSettings cluster = cluster(flags);
    SettingsException e =
        assertThrows(SettingsException.class, () -> cluster.store().open(cluster.lease()));
    return String.valueOf(e.getMessage());
  }

  @Test
  void aStoreIsMadeWithoutAConnection() {
    Arrays.asList(URL, "--cluster.url=rediss://store", PEERS)
        .forEach(
            flag -> {
              ClusterSettings cluster = cluster(flag);
              try (var store = cluster.store().open(cluster.lease())) {
                assertThat(store, is(instanceOf(dev.weir.cluster.LeaseStore.class)));
              }
            });
  }
}
