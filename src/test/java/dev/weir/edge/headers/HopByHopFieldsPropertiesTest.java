package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import io.helidon.http.HeaderNames;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Whatever stands in {@code Connection}. */
@AddLifecycleHook(Tries.class)
class HopByHopFieldsPropertiesTest {

  private static final Set<String> NEXT_HOP_ONLY =
      Set.of(
          "connection",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<String> NEVER_TAKEN_AWAY =
      Set.of(
          "content-length",
          "content-encoding",
          "content-type",
          "host",
          "via",
          "x-real-ip",
          "x-forwarded-for",
          "x-forwarded-any");

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.of(NEXT_HOP_ONLY),
        Arbitraries.of(NEVER_TAKEN_AWAY),
        Arbitraries.of("cookie", "X-One", "X-TWO", "Accept"),
        Arbitraries.strings().alpha().withChars("-!#_").ofMinLength(1).ofMaxLength(8));
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        names().list().ofMaxSize(4).map(names -> String.join(", ", names)),
        names()
            .list()
            .ofMaxSize(4)
            .map(names -> String.join(" ,\t", names).toUpperCase(Locale.ROOT)),
        Arbitraries.strings().ofMaxLength(12));
  }

  private static boolean names(String value, String name) {
    return List.of(value.toLowerCase(Locale.ROOT).split(",", -1)).stream()
        .anyMatch(option -> option.strip().equals(name));
  }

  @Property(tries = 2_000)
  void aFieldGoesOnUnlessItIsHopByHopOrNamed(
      @ForAll("names") String name,
      @ForAll @Size(max = 3) List<@From("values") String> connection) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean named = connection.stream().anyMatch(value -> names(value, lower));
    boolean goesOn = !NEXT_HOP_ONLY.contains(lower) && (!named || NEVER_TAKEN_AWAY.contains(lower));
    assertThat(HopByHopFields.of(connection).keeps(HeaderNames.create(name)), is(goesOn));
  }
}
