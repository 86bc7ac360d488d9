package dev.weir.bench;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.Partition;
import dev.weir.gate.Permit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A gate of Weir that is fair by caller, to which many callers come, each as often as the others:
 * all to the whole of it, or each of them to one of its partitions.
 */
final class FairDoor implements Door<Permit> {

  private static final int CALLERS = 10_000;

  private final List<Arrival> arrivals;
  private final Gate gate;

  FairDoor(Gate gate, List<Partition> partitions) {
    this.gate = gate;
    this.arrivals =
        IntStream.range(0, CALLERS)
            .mapToObj(
                caller ->
                    Arrival.from("caller " + caller).in(partitions.get(caller % partitions.size())))
            .toList();
  }

  @Override
  public @Nullable Permit enter() {
    Arrival arrival = arrivals.get(ThreadLocalRandom.current().nextInt(CALLERS));
    return gate.enter(arrival) instanceof Admitted admitted ? admitted.permit() : null;
  }

  @Override
  public void leave(Permit permit) {
    permit.close();
  }
}
