package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutFieldTest {

  @ParameterizedTest
  @CsvSource({
    "X_REQUEST_TIMEOUT, 2, 2000000000",
    "X_REQUEST_TIMEOUT, 2s, 2000000000",
    "X_REQUEST_TIMEOUT, 0.25, 250000000",
    "X_REQUEST_TIMEOUT, 1.050s, 1050000000",
    "X_REQUEST_TIMEOUT, 250ms, 250000000",
    "X_REQUEST_TIMEOUT, 0, 0",
    "ENVOY, 250, 250000000",
    "GRPC, 1H, 3600000000000",
    "GRPC, 2M, 120000000000",
    "GRPC, 3S, 3000000000",
    "GRPC, 4m, 4000000",
    "GRPC, 5u, 5000",
    "GRPC, 00000006n, 6",
    "GRPC, 99999999H, 864000000000000000",
  })
  void readsATimeout(TimeoutField field, String text, long nanos) {
    assertThat(field.read(text), is(OptionalLong.of(nanos)));
  }

  @ParameterizedTest
  @CsvSource({
    "X_REQUEST_TIMEOUT, ''",
    "X_REQUEST_TIMEOUT, s",
    "X_REQUEST_TIMEOUT, soon",
    "X_REQUEST_TIMEOUT, -1",
    "X_REQUEST_TIMEOUT, 1.",
    "X_REQUEST_TIMEOUT, .5",
    "X_REQUEST_TIMEOUT, 1.5.1",
    "X_REQUEST_TIMEOUT, 1m",
    "X_REQUEST_TIMEOUT, 9999999999",
    "ENVOY, 0",
    "ENVOY, 1.5",
    "ENVOY, 5ms",
    "GRPC, 5",
    "GRPC, S",
    "GRPC, 1.5S",
    "GRPC, 123456789S",
    "GRPC, 5s",
  })
  void aTimeoutThatCantBeReadSaysNothing(TimeoutField field, String text) {
    assertThat(field.read(text), is(OptionalLong.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "X_REQUEST_TIMEOUT, 2, 1250, 1.250",
    "X_REQUEST_TIMEOUT, 2s, 7, 0.007s",
    "X_REQUEST_TIMEOUT, 250ms, 1, 1ms",
    "ENVOY, 250, 12, 12",
    "GRPC, 3S, 2999, 2999m",
    "GRPC, 99999999H, 100000000, 100000S",
  })
  void writesWhatIsLeftSoThatItCanBeReadAgain(
      TimeoutField field, String like, long millis, String text) {
    assertThat(field.write(millis, like), is(text));
    assertThat(field.read(text), is(OptionalLong.of(millis * 1_000_000)));
  }
}
