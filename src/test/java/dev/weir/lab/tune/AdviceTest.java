package dev.weir.lab.tune;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.GateLimits;
import dev.weir.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdviceTest {

  private static final Knee FAST = new Knee(16.2, 0.4, 800, 0.02);
  private static final Knee SLOW = new Knee(4.4, 0.1, 8, 0.51);

  @TempDir private Path folder;

  private GateLimits read(String gate, Knee knee) throws IOException {
    Path file = folder.resolve("weir.yaml");
    Files.writeString(file, Advice.of(knee).lines(gate, knee));
    Settings settings = Settings.read(List.of("--config=" + file), Map.of(), new Properties());
    return Objects.requireNonNull(settings.gates().get(gate)).limits();
  }

  @Test
  void linesAreThoseOfASettingsFile() throws IOException {
    assertThat(read("default", FAST), is(new GateLimits(16, 200, Duration.ofMillis(250))));
    assertThat(read("reports", FAST), is(new GateLimits(16, 200, Duration.ofMillis(250))));
  }

  @Test
  void requestMayWaitForFourCallsOfASlowBackend() throws IOException {
    assertThat(read("default", SLOW), is(new GateLimits(4, 17, Duration.ofMillis(2_050))));
  }

  @Test
  void gateHasAtLeastOnePermit() {
    assertThat(Advice.of(new Knee(1, 0.1, 50, 0.02)).permits(), is(1));
  }
}
