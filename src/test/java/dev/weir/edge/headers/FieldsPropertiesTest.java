package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.Tries;
import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Whatever stands in the fields that tell how long a client waits, and which way it came. */
@AddLifecycleHook(Tries.class)
class FieldsPropertiesTest {

  private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(10_001);

  @Provide
  Arbitrary<String> spans() {
    return Arbitraries.oneOf(
        Arbitraries.strings().numeric().withChars(".smHMSun-+e ").ofMaxLength(12),
        Arbitraries.strings().ofMaxLength(12));
  }

  @Provide
  Arbitrary<String> elements() {
    return Arbitraries.of(
            "for=",
            "1.2.3.4",
            "\"[::1]:80\"",
            "[::1]",
            "\"",
            ",",
            ";",
            "=",
            " ",
            "proto=https",
            "host=a",
            "For=_x",
            "unknown")
        .list()
        .ofMaxSize(10)
        .map(words -> String.join("", words));
  }

  @Property(tries = 1_000)
  void aTimeoutIsWithinThirtyYearsOrSaysNothing(
      @ForAll TimeoutField field, @ForAll("spans") String text) {
    long nanos = field.read(text).orElse(0);
    assertThat(nanos, is(both(greaterThanOrEqualTo(0L)).and(lessThanOrEqualTo(LONGEST_NANOS))));
  }

  @Property(tries = 1_000)
  void aNumberIsReadAsItIsWritten(@ForAll @LongRange(max = 800_000_000_000L) long millis) {
    String seconds = BigDecimal.valueOf(millis, 3).toPlainString();
    assertThat(
        TimeoutField.X_REQUEST_TIMEOUT.read(seconds), is(OptionalLong.of(millis * 1_000_000)));
    assertThat(TimeoutField.X_REQUEST_TIMEOUT.write(millis, "2"), is(seconds));
  }

  @Property(tries = 500)
  void whatIsLeftIsReadBackAsNoMoreThanItWas(
      @ForAll TimeoutField field, @ForAll @LongRange(min = 1, max = 99_999_999) long millis) {
    for (String like : List.of("5", "5s", "5ms", "5S")) {
      long nanos = field.read(field.write(millis, like)).orElse(-1);
      assertThat(nanos, is(millis * 1_000_000));
    }
  }

  @Property(tries = 500)
  void whateverItSaysARequestHasAMomentOrNone(@ForAll("spans") String text, @ForAll long nowNanos) {
    WritableHeaders<?> headers = WritableHeaders.create();
    headers.set(TimeoutField.X_REQUEST_TIMEOUT.fieldName(), text);
    OptionalLong moment = Deadline.of(headers, nowNanos).nanos();
    OptionalLong span = TimeoutField.X_REQUEST_TIMEOUT.read(text);
    assertThat(moment.isPresent(), is(span.isPresent()));
    assertThat(moment.orElse(nowNanos) - nowNanos, is(span.orElse(0)));
  }

  @Property(tries = 1_000)
  void anElementOfForwardedHasNoSeparatorThatIsNotQuoted(@ForAll("elements") String value) {
    for (ForwardedElement element : ForwardedElement.read(value)) {
      boolean quoted = element.node().indexOf('"') >= 0 || value.indexOf('"') >= 0;
      assertThat(quoted || element.node().matches("[^,;]*"), is(true));
    }
    boolean address = value.matches("\\[?[0-9a-fA-F.:]+]?(:[0-9]+)?");
    assertThat(address || ForwardedResolver.addressOf(value).isEmpty(), is(true));
  }

  @Property(tries = 500)
  void aMarkIsKnownAmongAnyOthers(@ForAll @Size(max = 4) List<@From("elements") String> others) {
    Via via = new Via("weir-1");
    WritableHeaders<?> headers = WritableHeaders.create();
    String before = String.join(", ", others);
    headers.set(HeaderNames.VIA, before);
    assertThat(via.isOn(headers), is(false));
    headers.set(HeaderNames.VIA, before, via.onRequest("2.0").value());
    assertThat(via.isOn(headers), is(true));
    headers.set(HeaderNames.VIA, before + ", " + via.onRequest("1.1").value() + ", 1.1 other");
    assertThat(via.isOn(headers), is(true));
  }
}
