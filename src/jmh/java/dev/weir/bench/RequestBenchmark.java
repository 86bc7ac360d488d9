package dev.weir.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Sends requests one by one through the whole of Weir, over a connection that is kept. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RequestBenchmark {

  /** What becomes of the requests. */
  public enum Fate {
    /** Each is admitted at once, and forwarded. */
    SERVED("200"),
    /** Each is refused at once. */
    REFUSED("429");

    private final String status;

    Fate(String status) {
      this.status = status;
    }
  }

  /** That of all requests of a run. */
  @Param public Fate fate = Fate.SERVED;

  private final WholeWeir weir = WholeWeir.start();

  /** Takes the permit, if requests are to be refused. */
  @Setup
  public void open() throws IOException {
    if (fate == Fate.REFUSED) {
      weir.fill();
    }
  }

  /** One request and its response. */
  @Benchmark
  public void exchange() throws IOException {
    weir.client().exchange(fate.status);
  }

  /** Ends Weir. */
  @TearDown
  public void close() throws IOException {
    weir.stop();
  }
}
