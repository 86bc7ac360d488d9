package dev.weir.launcher;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar on a Java that is too old for Weir. */
class LauncherIT {

  private static final Path JAVAS = Path.of("/usr/lib/jvm");
  private static final Path JAR = Path.of("target/weir.jar");
  private static final int CLASS_FILE_OF_JAVA_8 = 52;

  @TempDir Path output;

  private record Ended(int exitCode, List<String> out, List<String> err) {}

  private static Optional<Path> tooOld() throws IOException {
    try (Stream<Path> homes = Files.isDirectory(JAVAS) ? Files.list(JAVAS) : Stream.empty()) {
      return homes
          .flatMap(home -> JavaHome.at(home).stream())
          .filter(java -> !java.isNewEnough())
          .map(JavaHome::java)
          .findFirst();
    }
  }

  private Ended run(String... command) throws IOException, InterruptedException {
    Path out = output.resolve("out");
    Path err = output.resolve("err");
    ProcessBuilder process =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int exitCode = process.start().waitFor();
    return new Ended(exitCode, Files.readAllLines(out), Files.readAllLines(err));
  }

  @Test
  void anOldJavaSaysInOneLineWhichCommandWorksInstead() throws Exception {
    Optional<Path> java = tooOld();
    assumeTrue(java.isPresent(), "there is no Java older than 21 in " + JAVAS);
    Ended refused = run(java.orElseThrow().toString(), "-jar", JAR.toString(), "--gate.permits=8");
    String advised = System.getProperty("java.home") + "/bin/java -jar " + JAR;
    assertThat(refused.exitCode(), is(2));
    assertThat(refused.out(), is(List.of()));
    assertThat(refused.err().toString(), refused.err().size(), is(1));
    assertThat(
        refused.err().getFirst(),
        matchesPattern(
            "weir: needs Java 21 or newer, and this is Java \\d+ \\(/\\S+\\); this works: "
                + advised));
    Ended started = run((advised + " --version").split(" "));
    assertThat(started.out(), hasItem(startsWith("Weir ")));
    assertThat(started.exitCode(), is(0));
  }

  @Test
  void whatTheJarStartsWithCanBeReadByJava8() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      String main = jar.getManifest().getMainAttributes().getValue("Main-Class");
      assertThat(main, is(Launcher.class.getName()));
      List<Integer> formats =
          jar.stream()
              .filter(entry -> entry.getName().matches("dev/weir/launcher/.*\\.class"))
              .map(entry -> format(jar, entry))
              .toList();
      assertThat(formats, hasItem(CLASS_FILE_OF_JAVA_8));
      assertThat(formats, everyItem(is(CLASS_FILE_OF_JAVA_8)));
    }
  }

  private static int format(JarFile jar, ZipEntry entry) {
    try (InputStream bytes = jar.getInputStream(entry);
        DataInputStream data = new DataInputStream(bytes)) {
      data.readInt();
      data.readUnsignedShort();
      return data.readUnsignedShort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
