package dev.weir.routing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchersTest {

  private static final Facts REQUEST = Facts.get("/a");

  private static final RequestMatcher GET = new MethodMatcher(Set.of("GET"));
  private static final RequestMatcher READS = new MethodMatcher(Set.of("GET", "HEAD"));
  private static final RequestMatcher HAS_KIND = new HeaderMatcher("X-Kind", Optional.empty());
  private static final RequestMatcher BATCH = new HeaderMatcher("X-Kind", Optional.of("batch"));

  private static boolean matches(RequestMatcher matcher, Facts request) {
    return matcher.matches(request, NormalPath.of(request.rawPath()));
  }

  @Test
  void aMethodMatchesAsItIsWritten() {
    assertThat(matches(READS, REQUEST.withMethod("HEAD")), is(true));
    assertThat(matches(READS, REQUEST.withMethod("POST")), is(false));
    assertThat(matches(READS, REQUEST.withMethod("get")), is(false));
  }

  @ParameterizedTest
  @CsvSource({
    "api.example.com, api.example.com, true",
    "api.example.com, API.Example.com, true",
    "Api.example.com, api.example.com., true",
    "api.example.com, b.api.example.com, false",
    "api.example.com, example.com, false",
    "api.example.com, '', false",
    "*.example.com, api.example.com, true",
    "*.example.com, a.b.EXAMPLE.com., true",
    "*.example.com, example.com, false",
    "*.example.com, .example.com, false",
    "*.example.com, anexample.com, false"
  })
  void aHostMatchesWhateverTheCase(String pattern, String host, boolean matches) {
    assertThat(matches(HostMatcher.of(pattern), REQUEST.withHost(host)), is(matches));
  }

  @Test
  void aFieldMatchesByItsValueOrByBeingThere() {
    assertThat(matches(HAS_KIND, REQUEST), is(false));
    assertThat(matches(HAS_KIND, REQUEST.withField("X-Kind", "any")), is(true));
    assertThat(matches(BATCH, REQUEST.withField("X-Kind", "any")), is(false));
    assertThat(matches(BATCH, REQUEST.withField("X-Kind", "batch")), is(true));
  }

  @Test
  void allConditionsHaveToBeMet() {
    RequestMatcher both = new AllOf(List.of(GET, HAS_KIND));
    assertThat(matches(both, REQUEST), is(false));
    assertThat(matches(both, REQUEST.withField("X-Kind", "any")), is(true));
    assertThat(matches(both, REQUEST.withField("X-Kind", "any").withMethod("PUT")), is(false));
  }

  @Test
  void aConditionCoversTheNarrowerOfItsKind() {
    assertThat(READS.covers(GET), is(true));
    assertThat(GET.covers(READS), is(false));
    assertThat(HAS_KIND.covers(BATCH), is(true));
    assertThat(BATCH.covers(HAS_KIND), is(false));
    assertThat(GET.covers(HAS_KIND), is(false));
  }

  @ParameterizedTest
  @CsvSource({
    "a.example.com, A.example.com, true",
    "*.example.com, a.example.com, true",
    "*.example.com, *.a.example.com, true",
    "*.example.com, *.example.com, true",
    "*.example.com, example.com, false",
    "a.example.com, *.example.com, false",
    "example.com, a.example.com, false"
  })
  void aHostCoversThoseBelowIfItHasAStar(String wide, String narrow, boolean covers) {
    assertThat(HostMatcher.of(wide).covers(HostMatcher.of(narrow)), is(covers));
  }

  @Test
  void fewerConditionsCoverMore() {
    RequestMatcher few = new AllOf(List.of(READS));
    RequestMatcher more = new AllOf(List.of(GET, BATCH));
    assertThat(few.covers(more), is(true));
    assertThat(more.covers(few), is(false));
  }
}
