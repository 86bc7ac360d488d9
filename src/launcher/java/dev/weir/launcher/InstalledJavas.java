package dev.weir.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Javas of this machine, looked for where they usually are. */
final class InstalledJavas {

  private InstalledJavas() {}

  /** Returns one that Weir runs on: that of {@code JAVA_HOME} before any other. */
  static Optional<JavaHome> newEnough() {
    Path user = Paths.get(System.getProperty("user.home"));
    Stream<Path> chosen = Stream.of(System.getenv().getOrDefault("JAVA_HOME", "")).map(Paths::get);
    Stream<Path> usual =
        Stream.of(
                Paths.get("/usr/lib/jvm"),
                Paths.get("/opt"),
                Paths.get("/opt/java"),
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"))
            .flatMap(folder -> inside(folder).stream());
    Stream<Path> macOs =
        inside(Paths.get("/Library/Java/JavaVirtualMachines")).stream()
            .map(bundle -> bundle.resolve("Contents").resolve("Home"));
    return newEnough(Stream.of(chosen, usual, macOs).flatMap(paths -> paths));
  }

  /** Returns the first at these paths that Weir runs on. */
  static Optional<JavaHome> newEnough(Stream<Path> paths) {
    return paths
        .map(JavaHome::at)
        .filter(Optional::isPresent)
        .map(Optional::get)
        .filter(JavaHome::isNewEnough)
        .findFirst();
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().collect(Collectors.toList());
    } catch (IOException e) {
      return Collections.emptyList(); // It isn't there, or not for us to read.
    }
  }
}
