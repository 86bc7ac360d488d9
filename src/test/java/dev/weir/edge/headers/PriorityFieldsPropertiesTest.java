package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import dev.weir.edge.headers.PriorityFields.FromUntrusted;
import dev.weir.gate.Arrival.Priority;
import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Whatever a client says of its priority. */
@AddLifecycleHook(Tries.class)
class PriorityFieldsPropertiesTest {

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.of("u=", "u=3", "i", ",", ";", "=", " ", "low", "u=0;", "9", "u")
            .list()
            .ofMaxSize(6)
            .map(words -> String.join("", words)),
        Arbitraries.strings().ofMaxLength(10));
  }

  @Property(tries = 1_000)
  void whatNamesNeitherAClassNorAnUrgencySaysNothing(@ForAll("values") String value) {
    List<String> classes = List.of("critical", "high", "normal", "low");
    boolean named = classes.contains(value.strip().toLowerCase(Locale.ROOT));
    boolean urgent = value.matches("(?s).*u=[0-7].*");
    if (!named && !urgent) {
      assertThat(PriorityFields.read(value), is(Optional.empty()));
      assertThat(of(value), is(Priority.NORMAL));
    }
  }

  @Property(tries = 200)
  void anUrgencyIsReadWhateverStandsBesideIt(
      @ForAll @IntRange(max = 7) int urgency, @ForAll("values") String other) {
    Priority alone = PriorityFields.read("u=" + urgency).orElseThrow();
    assertThat(PriorityFields.read("i, u=" + urgency + ";a=1"), is(Optional.of(alone)));
    assertThat(of("x=\"" + other.replace(",", "") + "\", u=" + urgency), is(alone));
  }

  private static Priority of(String value) {
    WritableHeaders<?> headers = WritableHeaders.create();
    headers.set(HeaderNames.create("X-Class"), value);
    return new PriorityFields("X-Class", FromUntrusted.HEARD).of(headers, false);
  }
}
