package dev.weir.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A gate of permits with a bounded line, in virtual time, and the calls of the backend behind it.
 */
final class SimulatedGate implements SharedGate {

  static final String NAME = "default";

  private final int capacity;
  private final int room;
  private final VirtualTime time;
  private final Calls calls;
  private int permits;
  private int inside;
  private int waiting;
  private int atBackend;

  /** How long calls take, and what happens before a permit comes back. */
  interface Calls {

    long nextNanos();

    /** Takes note that a call has ended, as soon as the process runs. */
    void returned(Runnable close);
  }

  SimulatedGate(int capacity, int room, VirtualTime time, Calls calls) {
    this.capacity = capacity;
    this.room = room;
    this.time = time;
    this.calls = calls;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<LimitLoad> loads() {
    boolean isFull = inside >= permits && waiting >= places();
    return new ArrayList<>(List.of(new LimitLoad(NAME, capacity, inside, waiting, isFull)));
  }

  private int places() {
    return Math.max(1, (room * permits + capacity - 1) / capacity);
  }

  @Override
  public void share(Map<String, Integer> shares, int replicas) {
    permits = Math.min(capacity, shares.getOrDefault(NAME, 0));
    waiting = Math.min(waiting, places());
    admit();
  }

  /** A request comes. */
  void arrive() {
    if (waiting < places() || inside < permits) {
      waiting++;
      admit();
    }
  }

  private void admit() {
    while (waiting > 0 && inside < permits) {
      waiting--;
      inside++;
      atBackend++;
      time.after(calls.nextNanos(), this::ended);
    }
  }

  private void ended() {
    atBackend--;
    calls.returned(
        () -> {
          inside--;
          admit();
        });
  }

  int permits() {
    return permits;
  }

  int waiting() {
    return waiting;
  }

  /** Returns how many calls the backend has, whatever has become of the process. */
  int atBackend() {
    return atBackend;
  }
}
