package dev.weir.trace;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtelVariablesTest {

  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private static boolean ask(Map<String, String> environment) {
    return new OtelVariables(environment).askForTraces();
  }

  @Test
  void withoutVariablesThereAreNoTraces() {
    assertThat(ask(Map.of("PATH", "/bin", "OTEL_SERVICE_NAME", "weir")), is(false));
  }

  @ParameterizedTest
  @CsvSource({
    ENDPOINT + ",http://collector:4318,true",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT,http://collector:4318/v1/traces,true",
    "OTEL_TRACES_EXPORTER,otlp,true",
    "OTEL_TRACES_EXPORTER,none,false",
    ENDPOINT + ",'',false",
    "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT,http://collector:4318/v1/metrics,false"
  })
  void anEndpointOrAnExporterAsksForTraces(String name, String value, boolean traces) {
    assertThat(ask(Map.of(name, value)), is(traces));
  }

  @Test
  void anExporterThatIsNoneHasTheLastWord() {
    assertThat(ask(Map.of(ENDPOINT, "http://a:4318", "OTEL_TRACES_EXPORTER", "none")), is(false));
  }

  @Test
  void aDisabledSdkAsksForNothing() {
    assertThat(ask(Map.of(ENDPOINT, "http://a:4318", "OTEL_SDK_DISABLED", "TRUE")), is(false));
  }

  @Test
  void variablesAreThePropertiesOfTheirNames() {
    OtelVariables variables = new OtelVariables(Map.of("OTEL_BSP_SCHEDULE_DELAY", " 7 ", "A", "b"));
    assertThat(variables.properties(), is(Map.of("otel.bsp.schedule.delay", "7")));
  }
}
