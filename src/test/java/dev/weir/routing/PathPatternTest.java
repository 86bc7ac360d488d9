package dev.weir.routing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

  private static boolean matches(String pattern, String path) {
    return PathPattern.of(pattern).matches(Facts.get(path), path);
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/reports, /reports",
    "/reports/**, /reports",
    "/reports/**, /reports/a",
    "/reports/**, /reports/a/b",
    "/**, /",
    "/**, /a/b",
    "/*, /a",
    "/api/*/items, /api/7/items",
    "/api/*/items/**, /api/7/items/8",
    "/img-*, /img-",
    "/img-*, /img-7.png",
    "/*.png, /a.png",
    "/a*b*c, /abc",
    "/a*b*c, /a-b-b-c",
    "/a*a, /aa",
    "/caf%C3%A9, /caf%C3%A9"
  })
  void aPatternMatchesThePathsItStandsFor(String pattern, String path) {
    assertThat(matches(pattern, path), is(true));
  }

  @ParameterizedTest
  @CsvSource({
    "/, /a",
    "/reports, /reports/a",
    "/reports, /report",
    "/reports, /Reports",
    "/reports/**, /reportsx",
    "/reports/**, /",
    "/*, /",
    "/*, /a/b",
    "/reports/*, /reports",
    "/reports/*, /reports//",
    "/api/*/items, /api/items",
    "/api/*/items, /api/7/8/items",
    "/api/*/items, /api/7/items/8",
    "/img-*, /img",
    "/img-*, /img-/7",
    "/*.png, /a.png/b",
    "/a*a, /a",
    "/a*b*c, /acb",
    "/a*bc*c, /abc"
  })
  void aPatternMatchesNoOtherPath(String pattern, String path) {
    assertThat(matches(pattern, path), is(false));
  }

  @ParameterizedTest
  @CsvSource({
    "reports, begins with /",
    "'', begins with /",
    "/reports/, 'normal spelling, /reports'",
    "/%72eports, 'normal spelling, /reports'",
    "/a;b, 'normal spelling, /a'",
    "/a//b, 'normal spelling, /a/b'",
    "/a?b, 'normal spelling, /a%3Fb'",
    "/a/**/b, ** only as its last segment",
    "/a**, ** only as its last segment",
    "/**/**, ** only as its last segment"
  })
  void aPatternThatNeverMatchesIsRefused(String pattern, String rule) {
    var e = assertThrows(IllegalArgumentException.class, () -> PathPattern.of(pattern));
    assertThat(e.getMessage(), containsString(rule));
  }

  @ParameterizedTest
  @CsvSource({
    "/a, /a, true",
    "/a, /b, false",
    "/a/**, /a, true",
    "/a/**, /a/b/**, true",
    "/a/**, /a/b/*, true",
    "/a/b/**, /a/**, false",
    "/a/*, /a/b, true",
    "/a/*, /a/b-*, true",
    "/a/*, /a/**, false",
    "/a/b, /a/*, false",
    "/a/b-*, /a/b-c, true",
    "/**, /x/*/y, true"
  })
  void aPatternCoversThoseItLeavesNothingTo(String wide, String narrow, boolean covers) {
    assertThat(PathPattern.of(wide).covers(PathPattern.of(narrow)), is(covers));
  }
}
