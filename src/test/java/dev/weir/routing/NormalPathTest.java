package dev.weir.routing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/reports",
        "/a/b.c/d-e_f~g",
        "/.well-known/x",
        "/...",
        "/a,b:c@d=e",
        "/caf%C3%A9",
        "/100%25",
        "/a%20b",
        "/a%3Bb",
        "/a%3Fb"
      })
  void aPathThatIsNormalIsNotCopied(String path) {
    assertThat(NormalPath.of(path), is(sameInstance(path)));
    assertThat(NormalPath.readings(path), contains(sameInstance(path)));
  }

  @ParameterizedTest
  @CsvSource({
    "/%72eports, /reports",
    "/r%65p%6Frts, /reports",
    "//reports, /reports",
    "/reports//x, /reports/x",
    "/./reports, /reports",
    "/%2e/reports, /reports",
    "/x/../reports, /reports",
    "/x/%2E%2e/reports, /reports",
    "/x/.%2e/reports, /reports",
    "/../../reports, /reports",
    "/reports;x, /reports",
    "/reports;a=1/x;b, /reports/x",
    "/x/..;/reports, /reports",
    "/;x/reports, /reports",
    "/reports/, /reports",
    "/reports/., /reports",
    "/reports/x/.., /reports",
    "/reports%2Fx, /reports/x",
    "/reports%2fx, /reports/x",
    "/x%2F..%2Freports, /reports",
    "/reports\\x, /reports/x",
    "/reports%5cx, /reports/x",
    "/.., /",
    "'', /",
    "*, /*",
    "/caf%c3%a9, /caf%C3%A9",
    "/café, /caf%C3%A9",
    "/a b|c, /a%20b%7Cc",
    "/%3b%3f%23, /%3B%3F%23",
    "/Reports, /Reports"
  })
  void aPathOfManySpellingsHasOne(String raw, String normal) {
    assertThat(NormalPath.of(raw), is(normal));
  }

  @ParameterizedTest
  @CsvSource({
    "/%252e%252e/x, /%252e%252e/x",
    "/a%252Fb, /a%252Fb",
    "/%zz, /%25zz",
    "/%, /%25",
    "/%4, /%254",
    "/%%41, /%25A",
    "/%ff%fe, /%FF%FE",
    "/%C0%AE%C0%AE/x, /%C0%AE%C0%AE/x"
  })
  void whatIsNoEscapeOrNoTextStaysAsItWasMeant(String raw, String normal) {
    assertThat(NormalPath.of(raw), is(normal));
  }

  @Test
  void theReadingsAreThoseOfBackendsThatDiffer() {
    assertThat(NormalPath.readings("/a%2Fb"), contains("/a/b", "/a%2Fb"));
    assertThat(NormalPath.readings("/a;b"), contains("/a", "/a;b"));
    assertThat(NormalPath.readings("/a/../b"), contains("/b", "/a/../b"));
    assertThat(NormalPath.readings("/a//../b"), hasItems("/b", "/a/b"));
    assertThat(NormalPath.readings("/a;x/b%2Fc"), hasItems("/a/b/c", "/a/b%2Fc", "/a;x/b%2Fc"));
  }
}
