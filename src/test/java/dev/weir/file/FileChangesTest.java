package dev.weir.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChangesTest {

  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static FileChanges of(Path file) {
    return new FileChanges(List.of(file));
  }

  @Test
  void aFileThatStaysHasNoChange() throws IOException {
    FileChanges changes = of(file("a", "1"));
    assertThat(changes.look(), is(false));
    assertThat(changes.look(), is(false));
  }

  @Test
  void aChangeCountsOnceAndWhenTheFileIsAtRest() throws IOException {
    FileChanges changes = of(file("a", "1"));
    file("a", "12");
    assertThat("just found", changes.look(), is(false));
    file("a", "123");
    assertThat("still being written", changes.look(), is(false));
    assertThat("at rest", changes.look(), is(true));
    assertThat("said already", changes.look(), is(false));
  }

  @Test
  void aFileThatIsBackAsItWasHasNoChange() throws IOException {
    Path file = file("a", "1");
    Path aside = folder.resolve("aside");
    FileChanges changes = of(file);
    Files.move(file, aside);
    assertThat(changes.look(), is(false));
    Files.move(aside, file);
    assertThat(changes.look(), is(false));
    assertThat(changes.look(), is(false));
  }

  @Test
  void aMissingFileIsAChange() throws IOException {
    Path file = file("a", "1");
    FileChanges changes = of(file);
    Files.delete(file);
    changes.look();
    assertThat(changes.look(), is(true));
  }

  @Test
  void anotherFileOfTheSameTimeAndSizeIsAChange() throws IOException {
    Path file = file("a", "1");
    FileChanges changes = of(file);
    Path other = file("b", "2");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    changes.look();
    assertThat(changes.look(), is(true));
  }

  @Test
  void aLinkThatPointsElsewhereIsAChange() throws IOException {
    for (String version : List.of("v1", "v2")) {
      Files.createDirectory(folder.resolve(version));
      file(version + "/a", "1");
    }
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("v1"));
    FileChanges changes = of(data.resolve("a"));
    Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("v2"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
    changes.look();
    assertThat(changes.look(), is(true));
  }
}
