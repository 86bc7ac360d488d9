package dev.weir.launcher;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the installed Javas is named to a user whose own is too old. */
class InstalledJavasTest {

  @TempDir Path machine;

  private Path installed(String name, String version) throws IOException {
    Path home = machine.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true);
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static Optional<Path> named(Path... homes) {
    return InstalledJavas.newEnough(Stream.of(homes)).map(JavaHome::path);
  }

  @ParameterizedTest
  @CsvSource({
    "1.8.0_402, 8",
    "1.8, 8",
    "11.0.2, 11",
    "17, 17",
    "21.0.5, 21",
    "25-ea, 25",
    "25, 25"
  })
  void theFeatureReleaseIsReadFromEverySpellingOfAVersion(String version, int feature) {
    assertThat(JavaHome.feature(version), is(feature));
  }

  @Test
  void theFirstThatIsNewEnoughIsNamed() throws IOException {
    Path old = installed("17", "17.0.15");
    Path enough = installed("21", "21.0.5");
    Path newest = installed("25", "25.0.3");
    assertThat(named(old, enough, newest), is(Optional.of(enough)));
    assertThat(named(old), is(Optional.empty()));
  }

  @Test
  void whatOnlyLooksLikeAJavaIsPassedOver() throws IOException {
    Path none = machine.resolve("none");
    Path noProgram = installed("no-program", "25");
    Files.delete(noProgram.resolve("bin/java"));
    Path noVersion = installed("no-version", "");
    Path noText = installed("no-text", "25");
    Files.write(noText.resolve("release"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Path file = Files.createFile(machine.resolve("file"));
    Path enough = installed("21", "21.0.5");
    assertThat(named(none, noProgram, noVersion, noText, file, enough), is(Optional.of(enough)));
  }

  @Test
  void theComplaintNamesTheCommandThatWorksOrWhatToInstall() throws IOException {
    TooOld tooOld = new TooOld(new JavaHome(Path.of("/jdk-8"), 8), "my apps/weir.jar");
    Path enough = installed("21", "21.0.5");
    assertThat(
        tooOld.message(JavaHome.at(enough)),
        is(
            "weir: needs Java 21 or newer, and this is Java 8 (/jdk-8); this works: "
                + enough.resolve("bin/java")
                + " -jar \"my apps/weir.jar\""));
    assertThat(
        tooOld.message(Optional.empty()),
        is(
            "weir: needs Java 21 or newer, and this is Java 8 (/jdk-8); install a newer one, such"
                + " as Temurin 25 from https://adoptium.net"));
  }
}
