import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateObserver;
import dev.weir.routing.RequestFacts;
import dev.weir.routing.Route;
import dev.weir.routing.Routes;
import dev.weir.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.IntStream;

/**
 * Times what finding the route of a request and passing the gate take, with the routes of a file
 * and ten thousand callers, and without both, in turns. Prints the medians in nanoseconds, and what
 * the first is more than the second.
 *
 * <p>{@code java -cp target/weir.jar RoutesCost.java FILE}
 */
final class RoutesCost {

  private static final int ROUNDS = 21;
  private static final int PASSES = 500_000;
  private static final Properties NONE = new Properties();

  private final Routes routes;
  private final Gate gate;
  private final List<List<String>> callers;

  private RoutesCost(Settings settings, List<List<String>> callers) {
    this.routes = settings.routes();
    this.gate = settings.gate().strategy().open(GateObserver.NONE, System::nanoTime);
    this.callers = callers;
  }

  public static void main(String[] args) throws Exception {
    RoutesCost with =
        new RoutesCost(
            Settings.read(
                List.of("--config=" + args[0], "--gate.fair-by=header:X-Caller"), Map.of(), NONE),
            IntStream.range(0, 10_000).mapToObj(caller -> List.of("caller-" + caller)).toList());
    RoutesCost without =
        new RoutesCost(Settings.read(List.of(), Map.of(), NONE), List.of(List.of()));
    double[] slow = new double[ROUNDS];
    double[] quick = new double[ROUNDS];
    for (int round = -2; round < ROUNDS; round++) {
      double first = with.nanosOfOne();
      double second = without.nanosOfOne();
      if (round >= 0) {
        slow[round] = first;
        quick[round] = second;
      }
    }
    System.out.printf("with %.0f%nwithout %.0f%n", median(slow), median(quick));
    System.out.printf("added %.0f%n", median(slow) - median(quick));
  }

  private static double median(double[] figures) {
    Arrays.sort(figures);
    return figures[figures.length / 2];
  }

  private double nanosOfOne() throws InterruptedException {
    Facts facts = new Facts("/api/v1/items");
    long begin = System.nanoTime();
    for (int pass = 0; pass < PASSES; pass++) {
      Route route = routes.of(facts);
      Arrival arrival =
          new Arrival(
              Arrival.Priority.NORMAL,
              "",
              callers.get(pass % callers.size()),
              route.partition(),
              route.cost().of(facts),
              route.maxWaitNanos(),
              OptionalLong.empty());
      Admission admission = gate.enter(arrival);
      if (admission instanceof Admitted admitted) {
        admitted.permit().close();
      } else {
        throw new IllegalStateException("alone at the gate, and not admitted: " + admission);
      }
    }
    return (double) (System.nanoTime() - begin) / PASSES;
  }

  /** A request without fields. */
  private record Facts(String rawPath) implements RequestFacts {

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String host() {
      return "127.0.0.1";
    }

    @Override
    public Optional<String> field(String name) {
      return Optional.empty();
    }

    @Override
    public OptionalLong contentLength() {
      return OptionalLong.empty();
    }

    @Override
    public boolean trusted() {
      return false;
    }
  }
}
