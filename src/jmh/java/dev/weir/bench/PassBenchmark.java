package dev.weir.bench;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.Blackhole;

/** Passes through one door: a method for each row of the table. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PassBenchmark {

  private static final int PERMITS = 16;
  private static final int CROWD = 1_000;
  private static final int PASSES_OF_EACH = 100;
  private static final Duration MAX_WAIT = Duration.ofMinutes(10);

  /** The contender whose door it is. */
  @Param public Contender contender = Contender.WEIR;

  private Door<?> door = new SemaphoreDoor(PERMITS, MAX_WAIT);
  private Door<?> fullDoor = door;

  /** Makes a door with room for the crowd, and one with all permits out and no room. */
  @Setup
  public void open() {
    door = contender.door(PERMITS, CROWD, MAX_WAIT);
    fullDoor = contender.door(PERMITS, 0, Duration.ZERO);
    Stream.generate(fullDoor::enter).limit(PERMITS).forEach(Objects::requireNonNull);
  }

  /** No other thread is there. */
  @Benchmark
  public void oneThread(Blackhole inside) {
    door.pass(inside::consume);
  }

  /** Two threads come and go all the time, and there are permits for both. */
  @Benchmark
  @Threads(2)
  public void twoThreads(Blackhole inside) {
    door.pass(inside::consume);
  }

  /** No permit, and no place to wait. */
  @Benchmark
  public @Nullable Object shed() {
    return fullDoor.enter();
  }

  /** Each of a crowd of threads has to wait in line, and lets others run while it is inside. */
  @Benchmark
  @OperationsPerInvocation(CROWD * PASSES_OF_EACH)
  public void crowd() throws InterruptedException {
    List<Thread> crowd = Stream.generate(this::comeAndGo).limit(CROWD).toList();
    for (Thread each : crowd) {
      each.join();
    }
  }

  private Thread comeAndGo() {
    return Thread.ofVirtual()
        .start(
            () -> {
              for (int pass = 0; pass < PASSES_OF_EACH; pass++) {
                door.pass(token -> letOthersRun());
              }
            });
  }

  // One has to come while all permits are out, or none would ever wait.
  @SuppressWarnings("ThreadPriorityCheck")
  private static void letOthersRun() {
    Thread.yield();
  }
}
