package dev.weir.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file of Markdown.
 *
 * @param path where it is, from the root of the project
 * @param prose its text without blocks of code
 */
record Document(Path path, String prose) {

  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern LINKED_TEXT = Pattern.compile("\\[([^]]*)\\]\\([^)]*\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *$");
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

  /** Returns the documents of this project. */
  static Stream<Document> all() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      List<Path> pages = docs.filter(path -> path.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(
              Stream.of(
                      "README.md",
                      "CHANGELOG.md",
                      "CONTRIBUTING.md",
                      "IMPLEMENTATION_PLAN.md",
                      "SECURITY.md",
                      "loadtests/README.md",
                      "src/test/README.md")
                  .map(Path::of),
              pages.stream())
          .map(Document::at);
    }
  }

  static Document at(Path path) {
    try {
      return new Document(path, CODE_BLOCK.matcher(Files.readString(path)).replaceAll(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the targets of its links that lead to this project, as they are written. */
  Set<String> relativeLinks() {
    return LINK.matcher(CODE.matcher(prose).replaceAll(""))
        .results()
        .map(found -> found.group(1))
        .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
        .collect(Collectors.toSet());
  }

  /** Returns the file that a link of this document leads to, from the root of the project. */
  Path target(String link) {
    String file = link.replaceFirst("#.*", "");
    return file.isEmpty() ? path : path.resolveSibling(file).normalize();
  }

  /** Returns the anchors of its headings, as GitHub makes them. */
  Set<String> anchors() {
    Map<String, Integer> count = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    HEADING
        .matcher(prose)
        .results()
        .map(Document::anchor)
        .forEach(
            anchor -> {
              int before = count.merge(anchor, 1, Integer::sum) - 1;
              anchors.add(before == 0 ? anchor : anchor + "-" + before);
            });
    return anchors;
  }

  private static String anchor(MatchResult heading) {
    String text = LINKED_TEXT.matcher(heading.group(1)).replaceAll("$1");
    return NOT_IN_ANCHORS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
