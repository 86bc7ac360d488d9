package dev.weir.wire;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EssentialPathsTest {

  private static final EssentialPaths HEALTH = new EssentialPaths(List.of("/health"));

  private static byte[] request(String line) {
    return head(line + " HTTP/1.1", "Host: a").getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /health", "GET /health/live", "HEAD /health/ready", "GET /health?pretty"})
  void healthAndAllBelowItAreEssential(String line) {
    assertThat(HEALTH.has(request(line)), is(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /healthy", "GET /", "GET /endpoint", "POST /health", "GET /x/health", "GET"})
  void nothingElseIs(String line) {
    assertThat(HEALTH.has(request(line)), is(false));
  }

  @Test
  void whatIsNoHeadIsNotEssential() {
    assertThat(HEALTH.has(new byte[0]), is(false));
  }

  @Test
  void theRequestBecomesTheLastOfItsConnection() {
    byte[] closing = EssentialPaths.withoutReuse(request("GET /health"));
    assertThat(
        new String(closing, StandardCharsets.US_ASCII),
        is(head("GET /health HTTP/1.1", "Host: a", "Connection: close")));
  }
}
