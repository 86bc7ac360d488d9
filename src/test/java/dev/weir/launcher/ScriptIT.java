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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts Weir from an archive of classes, which must never be in the way. */
class ScriptIT {

  private static final long MOST_OF_THE_CLASSES = 8_000_000;

  @TempDir Path cache;

  /** Starts Weir, which must serve and say no more than that it does, and stops it. */
  private void starts() throws Exception {
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

  private Path archive() throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("weir"))) {
      List<Path> archives = files.toList();
      assertThat(archives, hasSize(1));
      return archives.getFirst();
    }
  }

  private static void overwrite(Path file, long from, byte[] bytes) throws IOException {
    try (RandomAccessFile at = new RandomAccessFile(file.toFile(), "rw")) {
      at.seek(from);
      at.write(bytes);
    }
  }

  @Test
  void theFirstRunWritesTheArchiveAndTheNextOnesKeepIt() throws Exception {
    starts();
    Object written = Files.getLastModifiedTime(archive());
    starts();
    assertThat(Files.getLastModifiedTime(archive()), is(written));
    assertThat(Files.size(archive()), is(greaterThan(MOST_OF_THE_CLASSES)));
  }

  @Test
  void anArchiveWhoseWritingBrokeOffIsReplaced() throws Exception {
    starts();
    byte[] unwritten = new byte[4096];
    overwrite(archive(), 0, unwritten);
    starts();
    byte[] head = Files.readAllBytes(archive());
    assertThat(Arrays.copyOf(head, 4096), is(not(unwritten)));
  }

  @Test
  void theArchiveOfARunThatDidNotServeIsReplaced() throws Exception {
    try (WeirProcess weir = WeirProcess.startScript(cache, "--gate.permits=0")) {
      assertThat(weir.exitCode(), is(2));
    }
    assertThat(Files.size(archive()), is(lessThan(MOST_OF_THE_CLASSES)));
    starts();
    assertThat(Files.size(archive()), is(greaterThan(MOST_OF_THE_CLASSES)));
  }

  @Test
  void aDamagedArchiveIsPassedOver() throws Exception {
    starts();
    byte[] garbage = new byte[1_000_000];
    new Random(1).nextBytes(garbage);
    overwrite(archive(), MOST_OF_THE_CLASSES / 2, garbage);
    starts();
  }

  @Test
  void aFolderThatCantBeMadeIsPassedOver() throws Exception {
    Files.createFile(cache.resolve("weir"));
    starts();
    assertThat(Files.size(cache.resolve("weir")), is(0L));
  }

  @Test
  void twoThatStartAtOnceAreNotInEachOthersWay() throws Exception {
    try (WeirProcess one = WeirProcess.startScript(cache, "--server.port=0");
        WeirProcess other = WeirProcess.startScript(cache, "--server.port=0")) {
      servesAndStops(one);
      servesAndStops(other);
    }
    starts();
    assertThat(Files.size(archive()), is(greaterThan(MOST_OF_THE_CLASSES)));
  }
}
