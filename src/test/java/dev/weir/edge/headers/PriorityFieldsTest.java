package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.edge.headers.PriorityFields.FromUntrusted;
import dev.weir.gate.Arrival.Priority;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriorityFieldsTest {

  private static final HeaderName CLASS = HeaderNames.create("X-Class");

  private final WritableHeaders<?> headers = WritableHeaders.create();

  private Priority priority() {
    return new PriorityFields("X-Class", FromUntrusted.HEARD).of(headers, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "critical | CRITICAL",
        "' High ' | HIGH",
        "NORMAL | NORMAL",
        "low | LOW",
        "u=0 | CRITICAL",
        "u=1, i | HIGH",
        "i, u=2 | HIGH",
        "u=3 | NORMAL",
        "u=4;x=1 | NORMAL",
        "u=5 | LOW",
        "u=7 | LOW",
        "u=7, u=0 | CRITICAL",
        "i=?0,u=6 | LOW",
      })
  void readsAClassOrAnUrgency(String value, Priority priority) {
    assertThat(PriorityFields.read(value), is(Optional.of(priority)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "urgent", "u=8", "u=-1", "u", "u =1", "vu=1", "u=10", "u=1.5", "5"})
  void whatCantBeReadSaysNothing(String value) {
    assertThat(PriorityFields.read(value), is(Optional.empty()));
  }

  @Test
  void aRequestThatSaysNothingIsNormal() {
    assertThat(priority(), is(Priority.NORMAL));
  }

  @ParameterizedTest
  @EnumSource
  void theWordOfATrustedProxyCountsAndIsPassedOn(FromUntrusted fromUntrusted) {
    headers.set(CLASS, "low");
    PriorityFields fields = new PriorityFields("X-Class", fromUntrusted);
    assertThat(fields.of(headers, true), is(Priority.LOW));
    assertThat(fields.drops(CLASS, true), is(false));
  }

  @ParameterizedTest
  @CsvSource({"HEARD, LOW, false", "IGNORED, NORMAL, false", "REMOVED, NORMAL, true"})
  void theWordOfAnUntrustedClientCountsAsIsSet(
      FromUntrusted fromUntrusted, Priority priority, boolean dropped) {
    headers.set(CLASS, "low");
    PriorityFields fields = new PriorityFields("X-Class", fromUntrusted);
    assertThat(fields.of(headers, false), is(priority));
    assertThat(fields.drops(CLASS, false), is(dropped));
    assertThat(fields.drops(HeaderNames.create("Priority"), false), is(false));
  }

  @Test
  void theChosenFieldGoesBeforeTheStandardOne() {
    headers.set(HeaderNames.create("Priority"), "u=0");
    assertThat(priority(), is(Priority.CRITICAL));
    headers.set(HeaderNames.create("X-Class"), "low");
    assertThat(priority(), is(Priority.LOW));
  }

  @Test
  void theStandardFieldCountsWhereTheChosenOneIsUnreadable() {
    headers.set(HeaderNames.create("Priority"), "u=6");
    headers.set(HeaderNames.create("X-Class"), "urgent");
    assertThat(priority(), is(Priority.LOW));
  }
}
