package dev.weir.lab;

import dev.weir.lab.load.Stop;
import dev.weir.lab.load.StoppedException;
import dev.weir.lab.page.ReportFiles;
import dev.weir.lab.page.Results;
import dev.weir.lab.page.Results.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Measures one pair after the other, and writes the page anew after each. */
final class Comparison {

  private static final int DONE = 0;
  private static final int SOMETHING_DIED = 1;

  /** What a shell calls an end by Ctrl-C. */
  static final int STOPPED = 130;

  private final List<Cell> cells;
  private final Timing timing;
  private final Path folder;
  private final Results.Setup setup;
  private final Stop stop;
  private final List<Pair> pairs = new ArrayList<>();

  /** Prepares to measure; the page goes to a folder that exists. */
  Comparison(List<Cell> cells, Timing timing, Path folder, String version, Stop stop) {
    this.cells = cells;
    this.timing = timing;
    this.folder = folder;
    this.setup = setup(version, timing);
    this.stop = stop;
  }

  /** Returns what is the same for all pairs. */
  static Results.Setup setup(String version, Timing timing) {
    String machine =
        "%s %s, %d processors"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    return new Results.Setup(
        version,
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        machine,
        Instant.now(),
        LabConfig.PERMITS,
        LabConfig.WAITING_ROOM,
        LabConfig.MAX_WAIT,
        LabConfig.LATENCY,
        LabConfig.PATIENCE,
        timing.duration());
  }

  /** Measures them all, and returns the exit code. */
  int run() throws IOException {
    try (Progress progress = new Progress(cells.size(), timing.total())) {
      for (Cell cell : cells) {
        progress.begin(cell);
        measure(cell, progress);
      }
    } catch (StoppedException e) {
      write(false);
      System.out.println("stopped; what was measured until then is in " + page());
      return STOPPED;
    }
    boolean complete = pairs.size() == cells.size();
    write(complete);
    System.out.println(page());
    return complete ? DONE : SOMETHING_DIED;
  }

  private void measure(Cell cell, Progress progress) throws IOException, StoppedException {
    try (Run run = new Run(cell, timing, stop)) {
      pairs.add(run.run(progress));
      write(false);
      progress.done(pairs.getLast());
    } catch (WeirDiedException e) {
      progress.complaint("weir: lab: " + cell + ": Weir " + e.getMessage());
    }
  }

  private void write(boolean complete) throws IOException {
    ReportFiles.write(folder, new Results(setup, complete, List.copyOf(pairs)));
  }

  private Path page() {
    return folder.resolve("index.html");
  }
}
