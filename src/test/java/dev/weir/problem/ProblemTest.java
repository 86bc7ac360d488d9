package dev.weir.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.helidon.http.Status;
import org.junit.jupiter.api.Test;

class ProblemTest {

  private static String text(Problem problem) {
    return new String(problem.body(), UTF_8);
  }

  @Test
  void aStatusThatSaysEnoughIsTheReasonToo() {
    assertThat(
        text(Problem.of(Status.NOT_FOUND_404, "There is no \"such\" path.")),
        is(
            "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                + "\"detail\":\"There is no \\\"such\\\" path.\",\"reason\":\"not_found\"}"));
  }

  @Test
  void aRequestTooManyNamesThePolicyItViolates() {
    assertThat(
        text(Problem.quotaExceeded("default", "room_full", "Full.")),
        is(
            "{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
                + "\"title\":\"Too Many Requests\",\"status\":429,\"detail\":\"Full.\","
                + "\"violated-policies\":[\"default\"],\"reason\":\"room_full\"}"));
  }

  @Test
  void itSaysAtWhichGateAndRoute() {
    assertThat(
        text(Problem.of(Status.BAD_GATEWAY_502, "Broken.").at("uploads", "videos")),
        endsWith("\"reason\":\"bad_gateway\",\"gate\":\"uploads\",\"route\":\"videos\"}"));
  }

  @Test
  void reducedCapacityHasItsRegisteredType() {
    assertThat(
        text(Problem.reducedCapacity("closing", "Stopping.")),
        is(
            "{\"type\":\"https://iana.org/assignments/http-problem-types#temporary-reduced-capacity\","
                + "\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"Stopping.\","
                + "\"reason\":\"closing\"}"));
  }
}
