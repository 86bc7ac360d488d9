package dev.weir.bench;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A JVM of its own for each run of a benchmark: it compiles for as long as it is measured. */
final class OwnJvm {

  private static final int ITERATIONS = 5;

  private OwnJvm() {}

  /**
   * Runs what is chosen, and prints nothing.
   *
   * @param each how long an iteration is
   */
  static Collection<RunResult> run(ChainedOptionsBuilder chosen, TimeValue each)
      throws RunnerException {
    return new Runner(
            chosen
                .forks(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(each)
                .measurementIterations(ITERATIONS)
                .measurementTime(each)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run();
  }
}
