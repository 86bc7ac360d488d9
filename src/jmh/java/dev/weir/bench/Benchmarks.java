package dev.weir.bench;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures every row for every contender, and what the whole of Weir allocates for a request;
 * prints both, and says which requirements are not met.
 *
 * <p>It measures the rows in rounds, each cell in a JVM of its own, and takes the median of the
 * rounds: what else happens on the machine meanwhile then falls on all contenders alike.
 */
public final class Benchmarks {

  private static final int ROUNDS = 9;
  private static final TimeValue EACH = TimeValue.milliseconds(200);

  /**
   * As in a process that has run for a while. In one that runs for two seconds with a large heap,
   * every object is the first in its place, and the thread that makes one pays the kernel for that.
   */
  private static final String[] A_HEAP_IN_USE = {"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"};

  private Benchmarks() {}

  /** Exits with 1 if a requirement is not met. */
  public static void main(String[] args) throws RunnerException {
    Results results = new Results();
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.println("round " + round + " of " + ROUNDS);
      for (Row row : Row.values()) {
        measure(row, results);
      }
    }
    System.out.println(new Table(results).text());
    Allocation allocation = Allocation.measured();
    System.out.println(allocation.text());
    List<String> unmet = new ArrayList<>(new Requirements(results).unmet());
    unmet.addAll(allocation.tooMuch());
    unmet.forEach(requirement -> System.out.println("NOT MET: " + requirement));
    System.exit(unmet.isEmpty() ? 0 : 1);
  }

  private static void measure(Row row, Results results) throws RunnerException {
    for (Contender contender : Contender.values()) {
      if (row.has(contender)) {
        for (RunResult run : OwnJvm.run(chosen(row, contender), EACH)) {
          results.add(row, contender, run.getPrimaryResult().getStatistics().getPercentile(50));
        }
      }
    }
  }

  private static ChainedOptionsBuilder chosen(Row row, Contender contender) {
    return new OptionsBuilder()
        .include(PassBenchmark.class.getName() + "\\." + row.method + "$")
        .param("contender", contender.name())
        .jvmArgsAppend(A_HEAP_IN_USE);
  }
}
