package dev.weir.routing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.Tries;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** No spelling of a path slips past its route. */
@AddLifecycleHook(Tries.class)
class NormalPathPropertiesTest {

  private static final List<String> SLASHES =
      List.of("/", "//", "/./", "%2F", "%2f", "\\", "%5C", "/%2e/", "/x/../", "/;p/", "/x/..;p/");

  private static final List<String> ENDS = List.of("", "/", "/.", ";p", ";p=1;q", "/x/..", "%2F");

  private static final List<String> ODD =
      List.of(
          "/", "%", ".", "..", ";", "\\", "%2", "%2e", "%2F", "%5c", "%25", "%c3", "é", "\ud800");

  /** A path, and another spelling of it. */
  record Spelled(String path, String other) {}

  @Provide
  Arbitrary<Spelled> spelled() {
    Arbitrary<Spelled> segment =
        letters().list().ofMinSize(1).ofMaxSize(4).map(NormalPathPropertiesTest::join);
    Arbitrary<Spelled> below =
        Combinators.combine(Arbitraries.of(SLASHES), segment)
            .as((slash, name) -> new Spelled("/" + name.path, slash + name.other));
    return Combinators.combine(below.list().ofMinSize(1).ofMaxSize(4), Arbitraries.of(ENDS))
        .as((steps, end) -> new Spelled(join(steps).path, join(steps).other + end));
  }

  /** Characters that need no escape, and some that have one. */
  private static Arbitrary<Spelled> letters() {
    return Combinators.combine(
            Arbitraries.of('a', 'Z', '7', '-', '_', '~', '=', '@'), Arbitraries.integers())
        .as((letter, way) -> new Spelled(letter.toString(), spelling(letter, way)));
  }

  private static String spelling(char letter, int way) {
    String hex = Integer.toHexString(letter);
    return switch (Math.floorMod(way, 3)) {
      case 0 -> "%" + hex;
      case 1 -> "%" + hex.toUpperCase(Locale.ROOT);
      default -> String.valueOf(letter);
    };
  }

  private static Spelled join(List<Spelled> parts) {
    return new Spelled(
        String.join("", parts.stream().map(Spelled::path).toList()),
        String.join("", parts.stream().map(Spelled::other).toList()));
  }

  @Provide
  Arbitrary<String> odd() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20),
        Arbitraries.of(ODD).list().ofMaxSize(10).map(parts -> "/" + String.join("", parts)));
  }

  @Property(tries = 1_000)
  void allSpellingsOfAPathHaveOneNormalPath(@ForAll("spelled") Spelled spelled) {
    assertThat(NormalPath.of(spelled.path), is(sameInstance(spelled.path)));
    assertThat(spelled.other, NormalPath.of(spelled.other), is(spelled.path));
  }

  @Property(tries = 1_000)
  void noSpellingSlipsPastItsRoute(@ForAll("spelled") Spelled spelled) {
    Route own = RoutesTest.route("own", "default");
    Routes routes =
        new Routes(
            List.of(
                new Routes.Rule(RoutesTest.path("/else/**"), RoutesTest.PASSES_BY),
                new Routes.Rule(PathPattern.of(spelled.path), own)));
    assertThat(spelled.other, routes.of(Facts.get(spelled.other)), is(own));
  }

  @Property(tries = 2_000)
  void aNormalPathIsItsOwnNormalPath(@ForAll("odd") String raw) {
    String normal = NormalPath.of(raw);
    assertThat(normal, startsWith("/"));
    assertThat(NormalPath.of(normal), is(sameInstance(normal)));
    assertThat(NormalPath.readings(raw).getFirst(), is(normal));
  }
}
