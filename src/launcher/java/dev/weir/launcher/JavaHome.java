package dev.weir.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** A Java that is installed: where, and its feature release, such as 21. */
final class JavaHome {

  /** The oldest that Weir runs on. */
  static final int OLDEST = 21;

  private final Path path;
  private final int feature;

  JavaHome(Path path, int feature) {
    this.path = path;
    this.feature = feature;
  }

  /** Returns the Java that is installed there, by its file {@code release}; empty if none is. */
  static Optional<JavaHome> at(Path path) {
    Properties release = new Properties();
    try (Reader file = Files.newBufferedReader(path.resolve("release"))) {
      release.load(file);
      String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
      return Optional.of(new JavaHome(path, feature(version)))
          .filter(home -> Files.isExecutable(home.java()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // It only looks like one, or can't be read.
    }
  }

  /** Returns the feature release of a version: 8 of {@code 1.8.0_402}, 21 of {@code 21.0.5}. */
  static int feature(String version) {
    String numbers = version.startsWith("1.") ? version.substring(2) : version;
    int end = 0; // No pattern: every start comes by here, and would load what matches it.
    while (end < numbers.length() && Character.isDigit(numbers.charAt(end))) {
      end++;
    }
    return Integer.parseInt(numbers.substring(0, end));
  }

  boolean isNewEnough() {
    return feature >= OLDEST;
  }

  Path path() {
    return path;
  }

  int feature() {
    return feature;
  }

  /** Returns the program {@code java} of it. */
  Path java() {
    return path.resolve("bin").resolve("java");
  }
}
