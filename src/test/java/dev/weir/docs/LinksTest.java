package dev.weir.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents lead to each other, to files that are there, and README stays short. */
class LinksTest {

  private static final String ALL = "dev.weir.docs.Document#all";
  private static final Path README = Path.of("README.md");
  private static final int MOST_LINES_OF_README = 200;

  @ParameterizedTest
  @MethodSource(ALL)
  void everyRelativeLinkLeadsToAFile(Document document) {
    List<String> broken =
        document.relativeLinks().stream()
            .filter(link -> !Files.exists(document.target(link)))
            .toList();
    assertThat(broken, is(List.of()));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void everyAnchorIsThatOfAHeading(Document document) {
    List<String> broken =
        document.relativeLinks().stream()
            .filter(link -> link.contains("#"))
            .filter(link -> !anchors(document.target(link)).contains(link.replaceFirst(".*#", "")))
            .toList();
    assertThat(broken, is(List.of()));
  }

  private static Set<String> anchors(Path file) {
    return Files.exists(file) ? Document.at(file).anchors() : Set.of();
  }

  @Test
  void readmeLeadsToEveryPageOfTheDocumentation() throws IOException {
    Document readme = Document.at(README);
    Set<Path> linked =
        readme.relativeLinks().stream().map(readme::target).collect(Collectors.toSet());
    Document.all()
        .map(Document::path)
        .filter(path -> path.startsWith("docs"))
        .forEach(page -> assertThat(linked, hasItem(page)));
  }

  @Test
  void readmeIsShort() throws IOException {
    assertThat(Files.readAllLines(README), hasSize(lessThanOrEqualTo(MOST_LINES_OF_README)));
  }

  @Test
  void anAnchorIsMadeAsGitHubMakesIt() {
    String headings =
        "# As `http`, or [not](x.md)\n\n## `Retry-After` & co.\n\n## On it\n\n### On it\n";
    assertThat(
        new Document(Path.of("x.md"), headings).anchors(),
        is(Set.of("as-http-or-not", "retry-after--co", "on-it", "on-it-1")));
  }
}
