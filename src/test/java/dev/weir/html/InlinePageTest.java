package dev.weir.html;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InlinePageTest {

  private static InlinePage pages(String text) {
    return new InlinePage("/dev/weir/html/", Map.of("text", text));
  }

  @Test
  void aGapIsFilledWithItsFileOrText() throws IOException {
    assertThat(
        pages("$1 \\").of("page.html"), is("<p>$1 \\</p>\n<style>p { margin: 0 }\n</style>\n"));
  }

  @Test
  void whatFillsAGapHasNoGaps() throws IOException {
    assertThat(
        pages("{{style.css}}").of("page.html"),
        is("<p>{{style.css}}</p>\n<style>p { margin: 0 }\n</style>\n"));
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    IOException e = assertThrows(IOException.class, () -> pages("").of("other.html"));
    assertThat(
        e.getMessage(),
        is("/dev/weir/html/other.html is missing from Weir's own files: build it again"));
  }
}
