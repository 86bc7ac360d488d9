import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.shadow.Shadow;
import dev.weir.gate.shadow.ShadowStrategy;
import dev.weir.gate.shadow.ShadowedGate;
import dev.weir.gate.shadow.Shadows;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.WaitThenShed;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * The processor time of all threads that a gate takes for a request, in nanoseconds, without a
 * shadow and with one, in turns: the medians, and their difference. 40,000 requests come in a
 * second, of which 200 are always inside; the shadow has room for half of them.
 */
final class ShadowCost {

  private static final int BATCH = 400;
  private static final int BATCHES = 250;
  private static final long BETWEEN_NANOS = 10_000_000;
  private static final int INSIDE = 200;
  private static final int TURNS = 9;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ShadowCost() {}

  public static void main(String[] args) {
    double[] without = new double[TURNS];
    double[] with = new double[TURNS];
    for (int turn = -2; turn < TURNS; turn++) {
      double plain = turn(0);
      double shadowed = turn(1);
      if (turn >= 0) {
        without[turn] = plain;
        with[turn] = shadowed;
      }
    }
    System.out.printf(
        "%.0f %.0f %.0f%n", median(without), median(with), median(with) - median(without));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static double turn(int shadowCount) {
    GateLimits wide = new GateLimits(1_000, 64, Duration.ofMillis(250));
    Gate gate = new WaitThenShed(wide, true).open(GateObserver.NONE, System::nanoTime);
    try (Shadows shadows = new Shadows()) {
      List<ShadowStrategy> tried = new ArrayList<>();
      for (int i = 0; i < shadowCount; i++) {
        tried.add(new ShadowStrategy("half", half()));
      }
      Gate entrance = gate;
      if (!tried.isEmpty()) {
        Shadow shadow = new Shadow(System::nanoTime, strategy -> GateObserver.NONE);
        shadow.tryOut(tried);
        shadows.add(shadow);
        entrance = new ShadowedGate(gate, shadow);
      }
      long before = cpuNanos();
      pass(entrance);
      // All that was noted is played two seconds later.
      LockSupport.parkNanos(tried.isEmpty() ? 1 : 2_000_000_000L);
      return (double) (cpuNanos() - before) / (BATCH * BATCHES);
    }
  }

  private static Strategy half() {
    return new WaitThenShed(new GateLimits(INSIDE / 2, 64, Duration.ofMillis(250)), true);
  }

  private static void pass(Gate gate) {
    Queue<Admission.Admitted> inside = new ArrayDeque<>();
    Arrival arrival = Arrival.from("somebody");
    long next = System.nanoTime();
    for (int batch = 0; batch < BATCHES; batch++) {
      for (int i = 0; i < BATCH; i++) {
        if (gate.enter(arrival) instanceof Admission.Admitted admitted) {
          inside.add(admitted);
        }
        if (inside.size() > INSIDE) {
          inside.remove().permit().close();
        }
      }
      next += BETWEEN_NANOS;
      while (System.nanoTime() - next < 0) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
    inside.forEach(left -> left.permit().close());
  }

  /** Of this thread and that of the shadows; those of the JVM compile and collect. */
  private static long cpuNanos() {
    long sum = THREADS.getCurrentThreadCpuTime();
    for (long id : THREADS.getAllThreadIds()) {
      var info = THREADS.getThreadInfo(id);
      if (info != null && info.getThreadName().equals("weir-shadow")) {
        sum += Math.max(0, THREADS.getThreadCpuTime(id));
      }
    }
    return sum;
  }
}
