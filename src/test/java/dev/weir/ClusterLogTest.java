package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import dev.weir.cluster.ClusterLevels;
import dev.weir.cluster.ClusterLevels.GateShare;
import dev.weir.cluster.ClusterMode;
import dev.weir.cluster.ClusterObserver;
import dev.weir.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change of mode is a line, and a call of the store is none. */
class ClusterLogTest {

  private final LogLines log = new LogLines(ClusterLog.class);
  private final AtomicInteger passedOn = new AtomicInteger();
  private final ClusterLog observer = log("safe");

  private ClusterLog log(String onLoss) {
    List<String> flags = List.of("--cluster.url=redis://store", "--cluster.on-loss=" + onLoss);
    return new ClusterLog(
        Settings.read(flags, Map.of(), new Properties()).cluster().orElseThrow(),
        new ClusterObserver() {
          @Override
          public void failed(String reason) {
            passedOn.incrementAndGet();
          }
        });
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static ClusterLevels levels(ClusterMode mode, int permits) {
    return new ClusterLevels(mode, 3, 0, Map.of("default", new GateShare(16, permits, 9)));
  }

  @Test
  void aCallThatSucceedsIsNoLine() {
    observer.called(1);
    assertThat(log.lines(), is(empty()));
  }

  @Test
  void aStartWithoutALeaseIsALine() {
    observer.failed("It refuses connections.");
    observer.changed(ClusterMode.CLOSED, levels(ClusterMode.SAFE, 5));
    observer.failed("It refuses connections.");
    assertThat(
        log.lines(),
        contains(
            "this replica of the cluster weir at redis://store has no lease, and is in the mode"
                + " safe: 5 of 16 permits of the gate default. It refuses connections."));
    assertThat(passedOn.get(), is(2));
  }

  @Test
  void aStartThatLetsNothingInIsALine() {
    ClusterLog closed = log("closed");
    closed.failed("It refuses connections.");
    closed.failed("It refuses connections.");
    assertThat(
        log.lines(),
        contains(endsWith(" has no lease yet, and lets nothing in. It refuses connections.")));
  }

  @Test
  void aLeaseThatIsLostAndComesBackIsTwoLines() {
    observer.changed(ClusterMode.SAFE, levels(ClusterMode.LEASED, 7));
    observer.failed("It did not respond within 250 ms.");
    observer.failed("It did not respond within 250 ms.");
    observer.changed(ClusterMode.LEASED, levels(ClusterMode.SAFE, 5));
    observer.called(1);
    observer.changed(ClusterMode.SAFE, levels(ClusterMode.LEASED, 8));
    assertThat(
        log.lines(),
        contains(
            endsWith(" has a lease, as one of 3 replicas: 7 of 16 permits of the gate default"),
            endsWith(
                " has no lease, and is in the mode safe: 5 of 16 permits of the gate default. It did"
                    + " not respond within 250 ms."),
            endsWith(" has a lease, as one of 3 replicas: 8 of 16 permits of the gate default")));
  }

  @Test
  void aLeaseThatEndsWithoutAFailureIsThatOfAPausedProcess() {
    observer.failed("It refuses connections.");
    observer.called(1);
    observer.changed(ClusterMode.LEASED, levels(ClusterMode.CLOSED, 0));
    assertThat(
        log.lines().getLast(),
        allOf(
            containsString(" in the mode closed: 0 of 16 permits of the gate default. "),
            endsWith("stood still for longer than its lease.")));
  }
}
