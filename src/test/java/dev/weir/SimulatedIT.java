package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class SimulatedIT {

  @Test
  void theScheduleAndTheSlowCallsOfTheSettingsReachTheBackend() {
    try (RunningWeir weir =
        RunningWeir.with(
            "--backend.simulated.schedule=0s hang; 5ms latency=3ms",
            "--backend.simulated.slow-share=1",
            "--backend.simulated.slow-factor=2")) {
      assertThat(weir.client().get("/endpoint").body(), containsString("\"tookMs\":11.0"));
    }
  }

  @Test
  void theScheduleChangesTheShareOfErrorsOfTheBackend() {
    try (RunningWeir weir =
        RunningWeir.with(
            "--backend.simulated.error-share=1",
            "--backend.simulated.schedule=1ms error-share=0")) {
      assertThat(weir.client().get("/endpoint").statusCode(), is(500));
      Eventually.until(() -> weir.client().get("/endpoint").statusCode() == 200);
    }
  }
}
