package dev.weir.launcher;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import dev.weir.WeirProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts Weir from an archive of classes, which must never be in the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptIT {

  private static final long MOST_OF_THE_CLASSES = 8_000_000;

  /** The archive of a first run, which the tests copy: writing one takes seconds. */
  private Path written;

  @TempDir Path cache;

  @BeforeAll
  void aFirstRunWritesTheArchive(@TempDir Path first) throws Exception {
    starts(first);
    written = archiveIn(first);
    assertThat(Files.size(written), is(greaterThan(MOST_OF_THE_CLASSES)));
  }

  /** Starts Weir, which must serve and say no more than that it does, and stops it. */
  private static void starts(Path cache) throws Exception {
    try (WeirProcess weir = WeirProcess.startScript(cache, "--server.port=0")) {
      servesAndStops(weir);
    }
  }

  private static void servesAndStops(WeirProcess weir) throws Exception {
    assertThat(weir.client().get("/endpoint").statusCode(), is(200));
    assertThat(weir.lines(), hasSize(1));
    weir.terminate();
    assertThat(weir.exitCode(), is(0));
  }

  private static Path archiveIn(Path cache) throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("weir"))) {
      List<Path> archives = files.toList();
      assertThat(archives, hasSize(1));
      return archives.getFirst();
    }
  }

  private Path copyOfTheArchive() throws IOException {
    Path folder = Files.createDirectory(cache.resolve("weir"));
    return Files.copy(written, folder.resolve(written.getFileName()));
  }

  private static void overwrite(Path file, long from, byte[] bytes) throws IOException {
    try (RandomAccessFile at = new RandomAccessFile(file.toFile(), "rw")) {
      at.seek(from);
      at.write(bytes);
    }
  }

  @Test
  void theArchiveOfTheFirstRunIsKept() throws Exception {
    Path archive = copyOfTheArchive();
    Object modified = Files.getLastModifiedTime(archive);
    starts(cache);
    assertThat(Files.getLastModifiedTime(archiveIn(cache)), is(modified));
  }

  @Test
  void anArchiveWhoseWritingBrokeOffIsReplaced() throws Exception {
    byte[] unwritten = new byte[4096];
    overwrite(copyOfTheArchive(), 0, unwritten);
    starts(cache);
    byte[] head = Files.readAllBytes(archiveIn(cache));
    assertThat(Arrays.copyOf(head, 4096), is(not(unwritten)));
  }

  @Test
  void theArchiveOfARunThatDidNotServeIsReplaced() throws Exception {
    try (WeirProcess weir = WeirProcess.startScript(cache, "--gate.permits=0")) {
      assertThat(weir.exitCode(), is(2));
    }
    assertThat(Files.size(archiveIn(cache)), is(lessThan(MOST_OF_THE_CLASSES)));
    starts(cache);
    assertThat(Files.size(archiveIn(cache)), is(greaterThan(MOST_OF_THE_CLASSES)));
  }

  @Test
  void aDamagedArchiveIsPassedOver() throws Exception {
    byte[] garbage = new byte[1_000_000];
    new Random(1).nextBytes(garbage);
    overwrite(copyOfTheArchive(), MOST_OF_THE_CLASSES / 2, garbage);
    starts(cache);
  }

  @Test
  void aFolderThatCantBeMadeIsPassedOver() throws Exception {
    Files.createFile(cache.resolve("weir"));
    starts(cache);
    assertThat(Files.size(cache.resolve("weir")), is(0L));
  }

  @Test
  void twoThatStartAtOnceAreNotInEachOthersWay() throws Exception {
    try (WeirProcess one = WeirProcess.startScript(cache, "--server.port=0");
        WeirProcess other = WeirProcess.startScript(cache, "--server.port=0")) {
      servesAndStops(one);
      servesAndStops(other);
    }
    starts(cache);
    assertThat(Files.size(archiveIn(cache)), is(greaterThan(MOST_OF_THE_CLASSES)));
  }
}
