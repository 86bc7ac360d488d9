package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "8192, 8192", "16KB, 16384", "10MB, 10485760", "1GB, 1073741824"})
  void readsWhatPeopleWrite(String text, long bytes) {
    assertThat(Sizes.parse(text), is(Optional.of(bytes)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "1.5MB", "16kb", "16 KB", "KB", "1TB", "9999999999999999999", "0x10"})
  void refusesWhatIsNoSize(String text) {
    assertThat(Sizes.parse(text), is(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0B",
    "100, 100B",
    "1025, 1025B",
    "16384, 16KB",
    "1048576, 1MB",
    "1073741824, 1GB"
  })
  void writesTheShortestForm(long bytes, String text) {
    assertThat(Sizes.format(bytes), is(text));
  }
}
