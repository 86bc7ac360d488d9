package dev.weir.gate.shadow;

import dev.weir.gate.GateObserver;
import dev.weir.gate.ShedReason;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The decisions of a gate in words. */
final class Decisions implements GateObserver {

  private final Collection<String> said = new ConcurrentLinkedQueue<>();

  @Override
  public void admitted(long waitedNanos) {
    said.add("admitted after " + waitedNanos);
  }

  @Override
  public void shed(ShedReason reason, long waitedNanos) {
    said.add(reason + " after " + waitedNanos);
  }

  List<String> sorted() {
    return said.stream().sorted().toList();
  }
}
