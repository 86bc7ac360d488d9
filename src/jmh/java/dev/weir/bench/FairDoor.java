package dev.weir.bench;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.Permit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A gate of Weir that is fair by caller, to which many callers come, each as often as the others.
 */
final class FairDoor implements Door<Permit> {

  private static final int CALLERS = 10_000;

  private final List<Arrival> arrivals =
      IntStream.range(0, CALLERS).mapToObj(caller -> Arrival.from("caller " + caller)).toList();
  private final Gate gate;

  FairDoor(Gate gate) {
    this.gate = gate;
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
