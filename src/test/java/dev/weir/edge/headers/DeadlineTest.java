package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.weir.backend.Field;
import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private final WritableHeaders<?> headers = WritableHeaders.create();

  private List<Field> after(long nanos) {
    List<Field> fields = new ArrayList<>();
    Deadline.of(headers, 0).addTo(fields, headers, nanos);
    return fields;
  }

  private void says(String name, String value) {
    headers.set(HeaderNames.create(name), value);
  }

  @Test
  void aRequestThatSaysNothingHasNone() {
    assertThat(Deadline.of(headers, 5).nanos(), is(OptionalLong.empty()));
    assertThat(Deadline.of(headers, 5).hasPassed(Long.MAX_VALUE), is(false));
    assertThat(after(1), is(List.of()));
  }

  @Test
  void theShortestOfAllCounts() {
    says("X-Request-Timeout", "2");
    says("grpc-timeout", "300m");
    says("X-Envoy-Expected-Rq-Timeout-Ms", "1000");
    assertThat(Deadline.of(headers, 7).nanos(), is(OptionalLong.of(300_000_007)));
  }

  @Test
  void theTimeoutOfTheRouteCountsIfItIsShorter() {
    says("X-Request-Timeout", "2");
    Deadline own = Deadline.of(headers, 7);
    assertThat(own.isOfRoute(), is(false));
    assertThat(own.within(Duration.ofSeconds(3), 7), is(own));
    Deadline sooner = own.within(Duration.ofSeconds(1), 7);
    assertThat(sooner, is(new Deadline(OptionalLong.of(1_000_000_007), own.nanos())));
    assertThat(sooner.isOfRoute(), is(true));
  }

  @Test
  void aRequestThatSaysNothingHasTheTimeoutOfItsRoute() {
    Deadline deadline = Deadline.of(headers, 7).within(Duration.ofNanos(2), 7);
    assertThat(deadline, is(new Deadline(OptionalLong.of(9), OptionalLong.empty())));
  }

  @Test
  void eachFieldThatWasThereTellsTheBackendWhatIsLeft() {
    says("X-Request-Timeout", "2");
    says("grpc-timeout", "300m");
    assertThat(
        after(100_000_000),
        contains(new Field("X-Request-Timeout", "0.200"), new Field("grpc-timeout", "200m")));
  }

  @Test
  void neverLessThanAMillisecondIsLeft() {
    says("X-Request-Timeout", "2ms");
    assertThat(after(5_000_000), contains(new Field("X-Request-Timeout", "1ms")));
  }

  @Test
  void whatCantBeReadGoesOnAsItCame() {
    says("X-Request-Timeout", "soon");
    assertThat(after(5_000_000), contains(new Field("X-Request-Timeout", "soon")));
  }

  @Test
  void isBeforeAMomentFromItsOwnOn() {
    says("X-Request-Timeout", "1ms");
    Deadline deadline = Deadline.of(headers, Long.MAX_VALUE);
    assertThat(deadline.hasPassed(Long.MAX_VALUE), is(false));
    assertThat(deadline.hasPassed(Long.MAX_VALUE + 1_000_000), is(true));
  }
}
