package dev.weir.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReplacementTest {

  private static final byte[] NEXT = "next".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  @Test
  void theModeStaysAndNothingIsLeftBehind() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "before");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    FileReplacement.replace(file, NEXT);
    assertThat(Files.readString(file), is("next"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rw-r-----"));
    assertThat(files(), contains(file));
  }

  @Test
  void aLinkToTheFileStillLeadsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "before");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    FileReplacement.replace(link, NEXT);
    assertThat(Files.isSymbolicLink(link), is(true));
    assertThat(Files.readString(file), is("next"));
  }

  @Test
  void aFileThatIsGoneIsNotMade() throws IOException {
    Path file = folder.resolve("file");
    assertThrows(IOException.class, () -> FileReplacement.replace(file, NEXT));
    assertThat(files().isEmpty(), is(true));
  }
}
